// Files go up one by one, each with its progress; without this the form posts them itself.
const AT_ONCE = 2
const MOST = 20 * 1024 * 1024
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props)
  element.append(...children)
  return element
}

document.addEventListener(
  'submit',
  (event) => {
    const { target: form } = event
    if (form.dataset?.upload === undefined) return
    const inputs = [...form.querySelectorAll('input[type=file]')]
    const files = inputs.flatMap((input) => [...input.files])
    event.preventDefault()
    event.stopImmediatePropagation()
    if (files.length === 0) return inputs[0].click()
    void sendAll(form, files, inputs)
  },
  true,
)

async function sendAll(form, files, inputs) {
  const button = form.querySelector('button[type=submit]')
  const list = form.querySelector('.uploads')
  const fields = ['kind', 'name'].map((name) => [name, form.elements[name].value])
  const lines = files.map(lineFor)
  list.replaceChildren(...lines.map(({ element }) => element))
  list.hidden = false
  button.disabled = true
  const waiting = lines.slice()
  const work = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) await send(form.action, fields, line)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  button.disabled = false
  for (const input of inputs) input.value = ''
  const done = lines.filter(({ ok }) => ok).length
  if (done === lines.length) return leave()
  if (done > 0)
    list.append(
      make(
        'li',
        {},
        `已上传 ${done} 个，${lines.length - done} 个没有上传。`,
        make('a', { href: location.pathname + location.search, textContent: '刷新列表' }),
      ),
    )
}

function leave() {
  const url = new URL(location.href)
  for (const name of ['problem', 'file', 'page']) url.searchParams.delete(name)
  url.searchParams.set('done', 'attached')
  url.hash = ''
  location.assign(url)
}

function lineFor(file) {
  const progress = make('progress', { max: 100, value: 0, ariaLabel: file.name })
  const said = make('small', { textContent: '等待上传' })
  return { file, progress, said, ok: false, element: make('li', {}, file.name, progress, said) }
}

function send(to, fields, line) {
  const { file, progress, said } = line
  const tell = (text, className = '') => Object.assign(said, { textContent: text, className })
  if (file.size > MOST) return tell('文件超过 20 MB，请压缩或拆分后再上传', 'error')
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  body.append('file', file)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', to)
    request.setRequestHeader('Accept', 'text/plain')
    request.upload.onprogress = ({ loaded, total }) => {
      progress.value = (loaded / total) * 100
      tell(loaded < total ? `${Math.floor((loaded / total) * 100)}%` : '正在保存')
    }
    request.onload = () => {
      line.ok = request.status === 201
      progress.value = line.ok ? 100 : 0
      tell(line.ok ? `已保存为「${request.responseText}」` : request.responseText || '上传失败，请重试', line.ok ? 'done' : 'error')
      resolve()
    }
    request.onerror = () => {
      tell('没有连上服务器，请检查网络后重试', 'error')
      resolve()
    }
    request.send(body)
  })
}
