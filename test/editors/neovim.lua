-- Opens a main.cf as somebody with Neovim 0.7 would, asks what an editor asks, and writes the answers to $ANSWERS.
local answers = {}
vim.cmd('filetype on')
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
local buffer = vim.api.nvim_get_current_buf()
answers.filetype = vim.bo.filetype

local client = vim.lsp.start_client({
  name = 'postfix',
  cmd = { vim.env.NODE, vim.env.SERVER, '--stdio' },
  root_dir = vim.fn.fnamemodify(vim.env.FILE, ':h'),
  settings = { postfixMainCf = { rules = { ['no-final-newline'] = 'off' } } },
})
vim.lsp.buf_attach_client(buffer, client)

local function messages()
  return vim.tbl_map(function(found)
    return { line = found.lnum, code = found.code, severity = found.severity }
  end, vim.diagnostic.get(buffer))
end

local function wait(holds)
  vim.wait(15000, holds, 20)
end

local function ask(method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
  local answer = vim.lsp.buf_request_sync(buffer, method, params, 10000) or {}
  return (answer[client] or {}).result
end

wait(function() return #vim.diagnostic.get(buffer) > 0 end)
answers.diagnostics = messages()
answers.hover = ask('textDocument/hover', { position = { line = 1, character = 3 } })
answers.completion = ask('textDocument/completion', { position = { line = 2, character = 8 } })
answers.symbols = ask('textDocument/documentSymbol', {})
answers.actions = ask('textDocument/codeAction', {
  range = { start = { line = 1, character = 0 }, ['end'] = { line = 1, character = 60 } },
  context = { diagnostics = {} },
})

-- What is typed reaches the server, and what it finds comes back.
vim.api.nvim_buf_set_lines(buffer, 1, 2, false, { 'smtpd_tls_protocols = >=TLSv1.2' })
wait(function()
  for _, found in ipairs(vim.diagnostic.get(buffer)) do
    if found.code == 'weak-protocols' then return false end
  end
  return true
end)
answers.afterwards = messages()

vim.lsp.buf.formatting_sync(nil, 10000)
answers.formatted = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)

vim.fn.writefile({ vim.fn.json_encode(answers) }, vim.env.ANSWERS)
vim.lsp.stop_client(client)
vim.cmd('qa!')
