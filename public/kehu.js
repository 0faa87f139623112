// What HTML cannot do by itself. Every page works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const on = (type, listen, capture = false) => document.addEventListener(type, listen, capture)
const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props)
  element.append(...children)
  return element
}
const stop = (event) => {
  event.preventDefault()
  event.stopImmediatePropagation()
}
const drafts = sessionStorage

/* Questions before deeds. */

function ask(text, yes, danger = false) {
  const no = make('button', { className: 'btn', value: '', textContent: '取消' })
  const go = make('button', { className: danger ? 'btn first danger' : 'btn first', value: 'yes', textContent: yes })
  const deeds = make('p', { className: 'deeds' }, no, go)
  const dialog = make('dialog', { id: 'ask' }, make('form', { method: 'dialog' }, make('p', { id: 'asked', textContent: text }), deeds))
  dialog.setAttribute('aria-labelledby', 'asked')
  document.body.append(dialog)
  dialog.showModal()
  if (!danger) go.focus()
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    }
  })
}

const agreed = new WeakSet()

on(
  'click',
  (event) => {
    const form = event.target.closest('.asks > summary')?.nextElementSibling
    if (!form) return
    stop(event)
    form.requestSubmit(form.querySelector('[type=submit]'))
  },
  true,
)

on(
  'submit',
  async (event) => {
    const { target: form, submitter } = event
    const asker = submitter?.dataset.confirm ? submitter : form
    const question = asker.dataset.confirm
    if (!question || agreed.delete(form)) return
    stop(event)
    const danger = submitter?.classList.contains('danger') ?? false
    if (!(await ask(question, asker.dataset.yes ?? submitter?.textContent ?? '确定', danger))) return
    agreed.add(form)
    form.requestSubmit(submitter)
  },
  true,
)

/* Sent once; where a file is the answer, the page stays and so does the button. */

on('submit', (event) => {
  const { target: form, submitter: button } = event
  if (form.method !== 'post' || !button || 'file' in form.dataset) return
  setTimeout(() => {
    button.disabled = true
    button.dataset.asleep = ''
  })
})

const wake = () => {
  for (const button of all('[data-asleep]')) {
    button.disabled = false
    delete button.dataset.asleep
  }
}
addEventListener('pageshow', wake)

/* Unsaved changes. */

const dirty = () => all('form[data-guard][data-dirty]')
const clean = () => {
  for (const form of dirty()) delete form.dataset.dirty
}
const leave = () => ask('有未保存的修改，离开后不会保留。', '离开', true)

on('input', ({ target }) => target.form?.matches('[data-guard]') && target.form.setAttribute('data-dirty', ''))
on('submit', ({ defaultPrevented }) => defaultPrevented || clean())
addEventListener('beforeunload', (event) => dirty().length > 0 && event.preventDefault())
on(
  'click',
  async (event) => {
    const link = event.target.closest('a[href]')
    if (!link || link.target || link.hasAttribute('download') || link.dataset.dialog || link.getAttribute('href').startsWith('#')) return
    if (event.ctrlKey || event.metaKey || event.shiftKey || dirty().length === 0) return
    stop(event)
    if (!(await leave())) return
    clean()
    link.click()
  },
  true,
)

/* Drafts: kept until they are saved, also through a sign-in. */

const draftKey = ({ dataset }) => `draft ${document.querySelector('[data-user]')?.dataset.user ?? ''} ${dataset.draft}`
const texts = (form) => all('textarea[name]', form)

on('input', ({ target: { form } }) => {
  if (!form?.dataset.draft) return
  drafts.setItem(draftKey(form), JSON.stringify(Object.fromEntries(texts(form).map(({ name, value }) => [name, value]))))
})
on('submit', ({ target: form }) => {
  if (form.dataset.draft) drafts.setItem('sent', draftKey(form))
  if (form.matches('[data-signout]')) drafts.clear()
})

function settleDrafts() {
  const forms = all('form[data-draft]')
  const sent = drafts.getItem('sent')
  const refused = forms.some((form) => draftKey(form) === sent && form.querySelector('.notice.bad'))
  if (sent && !refused && !document.querySelector('input[autocomplete=current-password]')) drafts.removeItem(sent)
  drafts.removeItem('sent')
  for (const form of forms) restoreDraft(form)
}

function restoreDraft(form) {
  const draft = JSON.parse(drafts.getItem(draftKey(form)) ?? '{}')
  const lost = texts(form).filter(({ name, value }) => draft[name] && draft[name] !== value)
  if (lost.length === 0) return
  const before = lost.map((field) => field.value)
  for (const field of lost) field.value = draft[field.name]
  const undo = make('button', { type: 'button', className: 'btn quiet', textContent: '放弃草稿' })
  const note = make('p', { className: 'saved wide', role: 'status' }, '已恢复上次没有保存的文字。', undo)
  undo.onclick = () => {
    lost.forEach((field, index) => {
      field.value = before[index]
    })
    drafts.removeItem(draftKey(form))
    note.remove()
  }
  form.prepend(note)
}

/* Dialogs, menus, shortcuts. */

on(
  'click',
  (event) => {
    const opener = event.target.closest('[data-dialog]')
    const dialog = opener && document.getElementById(opener.dataset.dialog)
    const page = opener?.dataset.dialog === '' && opener.href
    if ((dialog || page) && !event.ctrlKey && !event.metaKey) {
      stop(event)
      opener.closest('details[data-menu]')?.removeAttribute('open')
      if (dialog) dialog.showModal()
      else bring(page)
    }
    const cancel = event.target.closest('dialog [data-cancel]')
    if (cancel) {
      stop(event)
      cancel.closest('dialog').close()
    }
    if (event.target.localName === 'dialog' && event.detail > 0 && outside(event)) event.target.close()
    for (const menu of all('details.drop[open]')) if (!menu.contains(event.target)) menu.open = false
  },
  true,
)

// The form of another page, asked here; what it answers is that page's own affair.
async function bring(href) {
  const answer = await fetch(href).catch(() => undefined)
  const there = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
  const form = there && !answer.redirected && there.querySelector('main form.form')
  if (!form) return location.assign(href)
  form.action = href
  const heading = make('h2', { id: 'brought', textContent: there.querySelector('h1').textContent })
  const dialog = make('dialog', {}, make('header', {}, heading), form)
  dialog.setAttribute('aria-labelledby', 'brought')
  dialog.onclose = () => dialog.remove()
  document.body.append(dialog)
  htmx.process(dialog)
  dialog.showModal()
}

function outside({ target, clientX: x, clientY: y }) {
  const { left, right, top, bottom } = target.getBoundingClientRect()
  return x < left || x > right || y < top || y > bottom
}

let went = 0
on('keydown', (event) => {
  const { key, target } = event
  if (key === 'Escape') return closeMenus(target)
  const typing = target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog:modal')) return
  if (key === '/') focusSearch(event)
  if (key === '?') document.getElementById('keys')?.showModal()
  const aim = event.timeStamp - went < 1500 && document.querySelector(`[data-go="${CSS.escape(key)}"]`)
  went = key === 'g' ? event.timeStamp : 0
  aim?.click?.()
})

function closeMenus(target) {
  for (const menu of all('details.drop[open]')) {
    menu.open = false
    if (menu.contains(target)) menu.querySelector('summary').focus()
  }
}

function focusSearch(event) {
  const field = document.querySelector('[data-search]') ?? document.getElementById('find')
  if (!field) return
  event.preventDefault()
  field.select()
  field.focus()
}

/* Ticked rows. */

on('change', ({ target }) => {
  if (target.dataset.all) for (const box of boxes(target.dataset.all)) box.checked = target.checked
  countTicked(target.dataset.all ?? target.getAttribute('form'))
})

const boxes = (id) => all(`input[type=checkbox][form="${CSS.escape(id)}"]`)

function countTicked(id) {
  const out = id && document.getElementById(id)?.querySelector('[data-count]')
  if (!out) return
  const rows = boxes(id)
  const ticked = rows.filter(({ checked }) => checked).length
  out.textContent = `已选 ${ticked} ${out.dataset.count}`
  const every = document.querySelector(`[data-all="${CSS.escape(id)}"]`)
  if (every) Object.assign(every, { checked: ticked === rows.length, indeterminate: ticked > 0 && ticked < rows.length })
}

/* Fields. */

function revealers() {
  for (const field of all('input[data-reveal]:not([data-ready])')) {
    field.dataset.ready = ''
    const button = make('button', { type: 'button', className: 'btn', textContent: '显示' })
    button.onclick = () => {
      const shown = field.type === 'password'
      field.type = shown ? 'text' : 'password'
      button.textContent = shown ? '隐藏' : '显示'
    }
    const row = make('span', { className: 'reveal' })
    const held = field === document.activeElement
    field.replaceWith(row)
    row.append(field, button)
    if (held) field.focus()
  }
}

function copiers() {
  for (const text of all('[data-copy]:not([data-ready])')) {
    text.dataset.ready = ''
    const button = make('button', { type: 'button', className: 'btn', textContent: '复制' })
    button.onclick = async () => {
      getSelection().selectAllChildren(text)
      const copied = await navigator.clipboard?.writeText(text.textContent).then(
        () => true,
        () => false,
      )
      if (copied || document.execCommand('copy')) button.textContent = '已复制'
    }
    text.after(button)
  }
}

on('keyup', (event) => {
  const { target } = event
  if (target.dataset?.reveal === undefined) return
  const field = target.closest('.field')
  field.querySelector('.caps')?.remove()
  if (event.getModifierState?.('CapsLock'))
    field.append(make('small', { className: 'caps', role: 'status', textContent: '大写锁定已打开' }))
})

const fileField = ({ target }) => target.closest?.('.field, form')?.querySelector('input[type=file]:not(:disabled)')
on('dragover', (event) => {
  const field = fileField(event)
  if (!field || !event.dataTransfer.types.includes('Files')) return
  event.preventDefault()
  field.classList.add('over')
})
on('dragleave', (event) => fileField(event)?.classList.remove('over'))
on('drop', (event) => {
  const field = fileField(event)
  if (!field || event.dataTransfer.files.length === 0) return
  event.preventDefault()
  field.classList.remove('over')
  field.files = event.dataTransfer.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
})

on('input', (event) => event.isComposing && event.stopPropagation(), true)
on('compositionend', ({ target }) => target.dispatchEvent(new Event('input', { bubbles: true })))

/* Swaps: what a page load would have done. */

let waiting = 0
const busy = (change) => {
  waiting = Math.max(0, waiting + change)
  document.documentElement.classList.toggle('busy', waiting > 0)
}

on('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.request.method !== 'GET' || !ctx.request.body) return
  for (const name of new Set(ctx.request.body.keys()))
    if (ctx.request.body.getAll(name).every((value) => value === '')) ctx.request.body.delete(name)
})
on('htmx:before:request', () => busy(1))
on('htmx:finally:request', () => {
  busy(-1)
  wake()
})

on('htmx:before:response', (event) => {
  const { response, request } = event.detail.ctx
  const html = response.headers.get('content-type')?.startsWith('text/html')
  if (html || request.method !== 'GET') return
  event.preventDefault()
  location.href = response.raw.url
})

on('htmx:before:swap', (event) => {
  const { target, text, response, request } = event.detail.ctx
  if (target !== document.body || request?.method !== 'GET' || !response) return
  const sheet = text.match(/<link rel="stylesheet" href="([^"?]+\.css)/)?.[1]
  if (!sheet || all('link[rel=stylesheet]').some(({ href }) => href.includes(sheet))) return
  event.preventDefault()
  location.href = response.raw.url
})

on('htmx:before:history:update', ({ detail }) => {
  const typing = document.activeElement?.matches('[data-search]')
  if (typing || detail.history.path === location.pathname + location.search) detail.history.type = 'replace'
})

on('htmx:after:swap', ({ detail: { ctx } }) => {
  const page = ctx.target === document.body
  ready(page)
  if (page) setTimeout(arrive)
})

// One to-do done, the next stands in its place.
let row
on('submit', ({ target }) => {
  row = all('.todo li').indexOf(target.closest('li'))
})

function arrive() {
  const live = document.getElementById('live')
  if (live) live.textContent = document.title
  const deed = all('.todo li')[row]?.querySelector('.deeds a, .deeds summary')
  row = -1
  if (deed) return deed.focus()
  const focused = document.activeElement
  if (focused?.matches('main [autofocus]')) return focused.scrollIntoView({ block: 'nearest' })
  const start = document.querySelector('main h1') ?? document.querySelector('main')
  start?.setAttribute('tabindex', '-1')
  start?.focus({ preventScroll: true })
}

on('htmx:error', ({ detail: { error, ctx } }) => {
  if (error?.name === 'AbortError' && ctx?.request.signal.reason !== 'timeout') return
  say('没有连上服务器，请检查网络后重试。填写的内容还在。')
})

function say(text) {
  const toast = make('div', { className: 'toast bad', role: 'alert', textContent: text })
  document.body.append(toast)
  fade(toast, 8000)
}

const fade = (toast, time) =>
  setTimeout(() => {
    toast.classList.add('gone')
    setTimeout(() => toast.remove(), 400)
  }, time)

function ready(page) {
  revealers()
  copiers()
  if (page) settleDrafts()
  for (const form of all('form[data-guard]')) if (form.querySelector('.notice.bad')) form.dataset.dirty = ''
  for (const dialog of all('dialog:not([open])')) if (dialog.querySelector('.wrong, .error, .notice.bad')) dialog.showModal()
  for (const toast of all('.toast[data-toast]')) {
    fade(toast, toast.dataset.toast === 'long' ? 12000 : 5000)
    toast.removeAttribute('data-toast')
    const url = new URL(location.href)
    url.searchParams.delete('done')
    history.replaceState(history.state, '', url)
  }
  for (const every of all('[data-all]')) countTicked(every.dataset.all)
}

ready(true)
