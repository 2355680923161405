-- A custom writer for pandoc: the carrier's paragraphs, runs and tables as typst code.
-- Text leaves as string literals only, never as markup, which typst would alter: quotes,
-- dashes, "1." at the start of a line. Whatever the carrier cannot hold is an error.
local stringify = pandoc.utils.stringify
local blocks

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', ' ') .. '"'
end

local function style_of(element)
  return element.attributes['custom-style']
end

-- A footnote's mark carries the note's number between two private characters.
local function run(number, text)
  local mark, note = text:match('^(.-)\u{e005}(%d+)\u{e006}$')
  if note then return 'n(' .. note .. ', ' .. number .. ', ' .. quoted(mark) .. ')' end
  return 'r(' .. number .. ', ' .. quoted(text) .. ')'
end

local function runs(inlines)
  local out = {}
  for _, inline in ipairs(inlines) do
    local style = inline.t == 'Span' and style_of(inline)
    if not style then error('unexpected inline: ' .. inline.t) end
    out[#out + 1] = run(style:sub(2), stringify(inline.content))
  end
  return table.concat(out, ' + ')
end

local tables = 0
local function a_table(element)
  local number, out = tables, {}
  tables = tables + 1
  local function rows(list)
    for _, row in ipairs(list) do
      for _, cell in ipairs(row.cells) do
        if #cell.contents > 0 then out[#out + 1] = blocks(cell.contents) end
      end
    end
  end
  rows(element.head.rows)
  for _, body in ipairs(element.bodies) do rows(body.head); rows(body.body) end
  rows(element.foot.rows)
  return 't(' .. number .. ', (' .. table.concat(out, '') .. '))'
end

-- A flow paragraph names what follows it: "cell 3" opens a cell, "end" closes it.
local function flow(words)
  local kind, rest = words:match('^(%a+)%s*(.*)$')
  if kind == 'end' then return '},\n' end
  if kind == 'cell' then return '"' .. rest .. '": {\n' end
  if kind == 'break' then return 'pagebreak(weak: true)\n' end
  error('unexpected flow: ' .. words)
end

local function words_of(block)
  if block.t == 'Div' and style_of(block) == 'flow' then return stringify(block.content) end
end

function blocks(list)
  local out = {}
  for _, block in ipairs(list) do
    local style = block.t == 'Div' and style_of(block)
    if style == 'flow' then
      out[#out + 1] = flow(stringify(block.content))
    elseif style then
      for _, paragraph in ipairs(block.content) do
        if paragraph.t ~= 'Para' and paragraph.t ~= 'Plain' then error('unexpected block: ' .. paragraph.t) end
        out[#out + 1] = 'p(' .. style:sub(2) .. ', ' .. runs(paragraph.content) .. ')\n'
      end
    elseif block.t == 'Table' then
      out[#out + 1] = a_table(block) .. '\n'
    else
      error('unexpected block: ' .. block.t)
    end
  end
  return table.concat(out)
end

-- A header or footer, of the section S: its own paragraphs, and its text boxes.
local function margin(list)
  local own, boxes, number, inside = {}, {}, nil, nil
  for _, block in ipairs(list) do
    local words = words_of(block)
    if words and words:match('^box') then
      number, inside = words:match('%d+'), {}
    elseif words == 'end' then
      boxes[#boxes + 1] = 'b(S, ' .. number .. ', {\n' .. blocks(inside) .. '}), '
      inside = nil
    else
      table.insert(inside or own, block)
    end
  end
  return 'S => ({\n' .. blocks(own) .. '}, (' .. table.concat(boxes) .. '))'
end

local function dictionary(list)
  return '(' .. (#list > 0 and table.concat(list) or ':') .. ')\n'
end

-- The flows of the document: notes, then headers and footers, then the text.
function Writer(doc)
  local kinds = { note = {}, margin = {}, section = {} }
  local kind, name, open = nil, nil, {}
  local function close()
    if name then
      local body = kind == 'margin' and margin(open) or '{\n' .. blocks(open) .. '}'
      table.insert(kinds[kind], '"' .. name .. '": ' .. body .. ',\n')
    end
    open = {}
  end
  for _, block in ipairs(doc.blocks) do
    local words = words_of(block)
    local first = words and words:match('^%a+')
    if first == 'note' or first == 'section' then
      close(); kind = first; name = words:match('%d+')
    elseif first == 'header' or first == 'footer' then
      close(); kind = 'margin'; name = words
    else
      open[#open + 1] = block
    end
  end
  close()
  return '#let notes = ' .. dictionary(kinds.note) ..
    '#let n = note-mark(notes)\n' ..
    '#let margins = ' .. dictionary(kinds.margin) ..
    '#let sections = ' .. dictionary(kinds.section) ..
    '#set-document(margins, sections)\n'
end
