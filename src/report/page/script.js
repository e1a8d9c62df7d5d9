// Filters and sorts what is in the page already. Nothing of it is needed to read.
(() => {
  'use strict';

  const number = (cell) => {
    const text = cell.dataset.v ?? cell.textContent.replace('−', '-').replaceAll(',', '');
    return text.trim() === '' ? NaN : parseFloat(text);
  };
  // What has no value stands last, whichever way the others are sorted.
  const compare = (kind, sign) => (a, b) => {
    if (kind === 'number') {
      const [x, y] = [number(a.cell), number(b.cell)];
      if (Number.isNaN(x) || Number.isNaN(y)) {
        return Number.isNaN(x) - Number.isNaN(y) || a.place - b.place;
      }
      return sign * (x - y) || a.place - b.place;
    }
    const [x, y] = [a.cell, b.cell].map((cell) => cell.dataset.v ?? cell.textContent.trim());
    if (x === '' || y === '') return (x === '') - (y === '') || a.place - b.place;
    return sign * (x < y ? -1 : x > y ? 1 : 0) || a.place - b.place;
  };

  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    [...body.rows].forEach((row, place) => { row.place = place; });
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        // Numbers are of interest from the top, words from their beginning.
        const kind = head.dataset.sort;
        const first = kind === 'number' ? 'descending' : 'ascending';
        const other = kind === 'number' ? 'ascending' : 'descending';
        const order = head.getAttribute('aria-sort') === first ? other : first;
        for (const each of heads) each.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', order);
        const empty = document.createElement('td');
        const rows = [...body.rows].map((row) => {
          return { row, place: row.place, cell: row.cells[column] ?? empty };
        });
        rows.sort(compare(kind, order === 'ascending' ? 1 : -1));
        body.append(...rows.map((entry) => entry.row));
      });
    });
  }

  const form = document.getElementById('filter');
  const tables = [...document.querySelectorAll('table.filtered')].map((table) => ({
    of: table.closest('details'),
    name: table.closest('details').querySelector('h3').textContent.toLowerCase(),
    rows: [...table.tBodies[0].rows].map((row) => ({
      row,
      actors: row.dataset.a.split(';'),
      topics: row.dataset.t.split(';'),
      date: row.dataset.d,
      words: null,
    })),
  }));
  const apply = () => {
    const field = (name) => form.elements[name].value;
    const [actor, topic, from, to] = ['actor', 'topic', 'from', 'to'].map(field);
    const words = field('words').trim().toLowerCase();
    const any = actor || topic || from || to || words;
    const fits = (entry) => {
      if (actor && !entry.actors.includes(actor)) return false;
      if (topic && !entry.topics.includes(topic)) return false;
      if ((from || to) && !entry.date) return false;
      if (from && entry.date < from) return false;
      if (to && entry.date > to) return false;
      entry.words ??= entry.row.textContent.toLowerCase();
      return entry.words.includes(words);
    };
    const counts = tables.map(({ of, name, rows }) => {
      let shown = 0;
      for (const entry of rows) {
        const fit = fits(entry);
        entry.row.hidden = !fit;
        shown += fit;
      }
      if (any) of.open = true;
      return `${shown} of ${rows.length} ${name}`;
    });
    form.elements.state.value = any ? `Showing ${counts.join(', ')}` : '';
  };
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = tables.length === 0;

  // On paper nothing opens: what is closed is opened to be printed, but for the tables
  // behind pictures and the whole record of the run, which are printed if open.
  let opened = [];
  addEventListener('beforeprint', () => {
    const closed = document.querySelectorAll('details:not([open], .method-full)');
    const toPrint = [...closed].filter((each) => !each.closest('figure'));
    for (const each of toPrint) each.open = true;
    opened.push(...toPrint);
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
    opened = [];
  });
})();
