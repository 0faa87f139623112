/** The button that ends the session; what the browser kept of it is forgotten. */
export function SignOut() {
  return (
    <form action="/sign-out" method="post" className="act" data-signout="">
      <button type="submit" className="btn quiet">
        退出登录
      </button>
    </form>
  )
}
