// Enhances a report that is whole without it. Never makes markup from text: nodes are copied, or get textContent.
(() => {
  'use strict';

  const root = document.documentElement;
  const memory = {
    // Storage throws where it is not allowed, as in a sandboxed frame.
    get(key) {
      try {
        return localStorage.getItem('mullion.' + key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        localStorage.setItem('mullion.' + key, value);
      } catch {
        // Then the choice holds for this page alone.
      }
    },
  };

  // Before anything is drawn, so that the page does not flash.
  const rememberedTheme = memory.get('theme');
  if (rememberedTheme === 'light' || rememberedTheme === 'dark') {
    root.dataset.theme = rememberedTheme;
  }
  document.addEventListener('DOMContentLoaded', start);

  function start() {
    const byId = (id) => document.getElementById(id);
    const resources = [...document.querySelectorAll('.resource')];
    const narrow = matchMedia('(max-width: 40rem)');
    const wasOpen = resources.map((resource) => resource.open);
    const stacks = [...document.querySelectorAll('.stack')];
    const chips = [...document.querySelectorAll('.chip')];
    const search = byId('search');
    const type = byId('type');
    const help = byId('help');
    const wide = matchMedia('(min-width: 64rem)');
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const state = { query: '', operations: new Set(), type: '', view: '', at: 0 };

    document.querySelectorAll('[data-needs-script]').forEach((element) => {
      element.hidden = false;
    });

    // As wide as the page a large graph can not be read: then it is larger, and moves sideways.
    const leastScale = 0.6;
    const zoomStep = 1.25;
    document.querySelectorAll('.graph').forEach((graph) => {
      const canvas = graph.querySelector('.canvas');
      const picture = canvas.querySelector('svg');
      const natural = picture.viewBox.baseVal.width;
      const scale = () => picture.getBoundingClientRect().width / natural;
      const scaled = (to) => {
        picture.style.maxWidth = to ? 'none' : '';
        picture.style.width = to ? `${Math.round(natural * to)}px` : '';
      };
      // What was in the middle stays there.
      const centred = (to) => {
        const middle = (canvas.scrollLeft + canvas.clientWidth / 2) / canvas.scrollWidth;
        scaled(to);
        canvas.scrollLeft = middle * canvas.scrollWidth - canvas.clientWidth / 2;
      };
      const zooms = {
        in: () => centred(Math.min(scale() * zoomStep, 3)),
        out: () => centred(Math.max(scale() / zoomStep, 0.1)),
        fit: () => scaled(0),
      };
      const readable = () => {
        if (graph.open && scale() < leastScale) {
          scaled(leastScale);
        }
      };
      graph.querySelectorAll('[data-zoom]').forEach((button) => button.addEventListener('click', zooms[button.dataset.zoom]));
      graph.addEventListener('toggle', readable);
      graph.open = graph.open && !narrow.matches;
      readable();
    });

    const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches);
    function showTheme() {
      byId('theme').textContent = isDark() ? 'Light' : 'Dark';
      byId('theme').setAttribute('aria-label', isDark() ? 'Switch to light' : 'Switch to dark');
    }
    function switchTheme() {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      memory.set('theme', root.dataset.theme);
      showTheme();
    }
    dark.addEventListener('change', showTheme);

    const copies = new WeakMap();
    const split = () => wide.matches && state.view !== 'unified';

    // A text with one side alone says nothing more in two columns.
    const nearby = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting && split()) {
            setSideBySide(entry.target);
          }
        }
      },
      { rootMargin: '800px' },
    );
    const codes = [...document.querySelectorAll('.code.both')];
    codes.forEach((code) => nearby.observe(code));

    function setSideBySide(code) {
      if (copies.has(code)) {
        return;
      }
      const columns = document.createElement('div');
      columns.className = 'columns ' + code.className.replace('code', '');
      copies.set(code, columns);
      fillColumns(code, columns);
      code.after(columns);
      markHits();
    }

    function fillColumns(from, into) {
      let removed = [];
      let added = [];
      const flush = () => {
        for (const [left, right] of paired(removed, added)) {
          into.append(row(left, right));
        }
        removed = [];
        added = [];
      };
      for (const element of from.children) {
        if (element.localName === 'del') {
          removed.push(element);
        } else if (element.localName === 'ins') {
          added.push(element);
        } else {
          flush();
          if (element.matches('.l')) {
            into.append(row(element, element));
          } else if (element.matches('.gap')) {
            into.append(gap(element));
          }
        }
      }
      flush();
    }

    // A line that is marked in part has a counterpart; the rest meets in order, before, between and behind those.
    function paired(removed, added) {
      const partly = (line) => line.querySelector('mark') && line.querySelector('mark').textContent !== line.textContent;
      const anchors = (lines) => lines.flatMap((line, index) => (partly(line) ? [index] : []));
      const left = anchors(removed);
      const right = anchors(added);
      if (left.length !== right.length) {
        left.length = 0;
        right.length = 0;
      }
      left.push(removed.length);
      right.push(added.length);
      const pairs = [];
      let i = 0;
      let j = 0;
      left.forEach((leftEnd, at) => {
        while (i < leftEnd || j < right[at]) {
          pairs.push([i < leftEnd ? removed[i++] : null, j < right[at] ? added[j++] : null]);
        }
        if (leftEnd < removed.length) {
          pairs.push([removed[i++], added[j++]]);
        }
      });
      return pairs;
    }

    function row(left, right) {
      const both = document.createElement('div');
      both.className = 'row';
      both.append(cell(left, 0), cell(right, 1));
      return both;
    }

    function cell(line, side) {
      if (!line) {
        const none = document.createElement('div');
        none.className = 'none';
        return none;
      }
      const copy = line.cloneNode(true);
      const gutter = line.dataset.g;
      const digits = (gutter.length - 3) / 2;
      const number = side === 0 ? gutter.slice(0, digits) : gutter.slice(digits + 1, 2 * digits + 1);
      copy.dataset.g = number + ' ' + gutter.at(-1);
      copies.set(line, copy);
      return copy;
    }

    function gap(folded) {
      const copy = document.createElement('details');
      copy.className = 'gap';
      copy.append(folded.firstElementChild.cloneNode(true));
      copies.set(folded, copy);
      copy.addEventListener('toggle', () => fillGap(folded, copy));
      return copy;
    }

    function fillGap(folded, copy) {
      if (copy.open && copy.childElementCount === 1) {
        fillColumns(folded, copy);
        markHits();
      }
    }

    function showView() {
      root.classList.toggle('split', split());
      byId('view').hidden = !wide.matches || codes.length === 0;
      byId('view').setAttribute('aria-pressed', String(split()));
      if (split()) {
        // Observed anew, those that are in view are told.
        codes.forEach((code) => {
          nearby.unobserve(code);
          nearby.observe(code);
        });
      }
    }
    wide.addEventListener('change', showView);

    function switchView() {
      state.view = split() ? 'unified' : 'split';
      showView();
      later();
    }

    const searched = '.name, .type, .urn, .path, .value, .code .l';
    let index = null;
    let found = [];
    let hit = -1;

    function texts(resource) {
      const elements = [...resource.querySelectorAll(searched)].filter((element) => !element.closest('.columns, .why'));
      return { elements, text: elements.map((element) => element.textContent.toLowerCase()).join('\n') };
    }

    function count(text, query) {
      let hits = 0;
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        hits++;
      }
      return hits;
    }

    function apply() {
      const query = state.query.toLowerCase();
      let hits = 0;
      found = [];
      hit = -1;
      if (query && !index) {
        index = resources.map((resource) => texts(resource).text);
      }
      resources.forEach((resource, i) => {
        const chosen =
          (state.operations.size === 0 || state.operations.has(resource.dataset.op)) &&
          (!state.type || state.type === resource.dataset.type);
        const here = chosen && query ? count(index[i], query) : 0;
        resource.hidden = !chosen || (query !== '' && here === 0);
        if (here > 0) {
          hits += here;
          found.push(i);
          resource.firstElementChild.dataset.hits = here;
        } else {
          delete resource.firstElementChild.dataset.hits;
        }
      });
      const shown = resources.filter((resource) => !resource.hidden);
      // Of a tree what is left is a list again.
      document.querySelectorAll('p.above').forEach((parent) => {
        parent.hidden = shown.length < resources.length;
      });
      stacks.forEach((stack) => {
        const inner = stack.querySelector('.resources');
        stack.classList.toggle('filtered', Boolean(inner) && !inner.querySelector('.resource:not([hidden])'));
      });
      if (search) {
        byId('hits').textContent = query
          ? `${hits} ${hits === 1 ? 'hit' : 'hits'} in ${found.length}`
          : shown.length < resources.length
            ? `${shown.length} of ${resources.length}`
            : '';
        byId('hits').title = query ? `${hits} hits in ${found.length} resources` : '';
      }
      byId('nothing').hidden = resources.length === 0 || shown.length > 0;
      chips.forEach((chip) => chip.setAttribute('aria-pressed', String(state.operations.has(chip.dataset.op))));
      markHits();
      later();
    }

    // Painted by the browser over the text: the document stays as it is.
    const mostMarked = 3000;
    let marking = 0;
    function markHits() {
      if (!window.Highlight || !CSS.highlights) {
        return;
      }
      cancelAnimationFrame(marking);
      marking = requestAnimationFrame(() => {
        const query = state.query.toLowerCase();
        const ranges = [];
        for (const i of query ? found : []) {
          const inside = resources[i].open ? searched + ', .columns .l' : 'summary .name, summary .type';
          for (const element of resources[i].querySelectorAll(inside)) {
            if (ranges.length < mostMarked && element.textContent.toLowerCase().includes(query)) {
              rangesIn(element, query, ranges);
            }
          }
        }
        CSS.highlights.set('hit', new Highlight(...ranges));
      });
    }

    function rangesIn(element, query, ranges) {
      const text = element.textContent.toLowerCase();
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      let start = 0;
      const place = (offset) => {
        while (node && start + node.length < offset) {
          start += node.length;
          node = walker.nextNode();
        }
        return node;
      };
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        const range = document.createRange();
        // Lower case can be longer than what was written; then the place is past the end.
        if (!place(at + 1)) {
          return;
        }
        range.setStart(node, at - start);
        if (!place(at + query.length)) {
          return;
        }
        range.setEnd(node, at + query.length - start);
        ranges.push(range);
      }
    }

    function nextHit(step) {
      const query = state.query.toLowerCase();
      if (!query || found.length === 0) {
        return;
      }
      const places = found.flatMap((i) =>
        texts(resources[i]).elements.filter((element) => element.textContent.toLowerCase().includes(query)),
      );
      hit = (hit + step + places.length) % places.length;
      show(places[hit]);
    }

    function show(element) {
      for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) {
        // The summary of a fold is seen without it.
        if (!element.closest('summary') || element.closest('summary').parentElement !== fold) {
          fold.open = true;
        }
      }
      let shown = element;
      const code = element.closest('.code.both');
      if (code && split()) {
        setSideBySide(code);
        const folded = element.closest('.gap');
        if (folded) {
          copies.get(folded).open = true;
          fillGap(folded, copies.get(folded));
        }
        shown = copies.get(element) || element;
      }
      document.querySelectorAll('.current').forEach((before) => before.classList.remove('current'));
      shown.classList.add('current');
      shown.scrollIntoView({ block: 'center' });
    }

    function clear() {
      state.query = '';
      state.operations.clear();
      state.type = '';
      showFilters();
      apply();
    }

    function showFilters() {
      if (search) {
        search.value = state.query;
        type.value = state.type;
      }
    }

    function go(number) {
      const resource = byId('r' + number);
      if (!resource) {
        return;
      }
      if (resource.hidden) {
        clear();
      }
      resource.open = true;
      focusOn(resource, 'start');
    }

    function focusOn(resource, block) {
      state.at = Number(resource.id.slice(1));
      resource.firstElementChild.focus({ preventScroll: true });
      resource.firstElementChild.scrollIntoView({ block });
      later();
    }

    function step(by) {
      const shown = resources.filter((resource) => !resource.hidden);
      const focused = document.activeElement.closest('.resource');
      const at = focused ? shown.indexOf(focused) : by > 0 ? -1 : shown.length;
      const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
      if (next) {
        focusOn(next, 'nearest');
      }
    }

    function fold(open) {
      resources.forEach((resource) => {
        if (!resource.hidden) {
          resource.open = open;
        }
      });
      later();
    }

    // The fragment is #r12, or what was searched, filtered and folded.

    let waiting = 0;
    function later() {
      clearTimeout(waiting);
      waiting = setTimeout(write, 120);
    }

    function ranges(numbers) {
      const parts = [];
      numbers.forEach((number) => {
        const last = parts.at(-1);
        if (last && last[1] === number - 1) {
          last[1] = number;
        } else {
          parts.push([number, number]);
        }
      });
      return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join('.');
    }

    function write() {
      const parts = new URLSearchParams();
      const put = (key, value) => value && parts.set(key, value);
      put('q', state.query);
      put('op', [...state.operations].sort().join('.'));
      put('type', state.type);
      put('view', state.view);
      put('fold', ranges(resources.flatMap((resource, i) => (resource.open === wasOpen[i] ? [] : [i + 1]))));
      put('at', state.at ? String(state.at) : '');
      const fragment = parts.toString();
      if (location.hash.slice(1) !== fragment) {
        try {
          history.replaceState(null, '', fragment ? '#' + fragment : location.pathname + location.search);
        } catch {
          // Some frames may not change their address; the view is as it should be.
        }
      }
    }

    function read() {
      const fragment = location.hash.slice(1);
      if (/^r\d+$/.test(fragment)) {
        go(fragment.slice(1));
        return;
      }
      if (fragment && !fragment.includes('=')) {
        return;
      }
      const parts = new URLSearchParams(fragment);
      state.query = parts.get('q') || '';
      state.operations = new Set((parts.get('op') || '').split('.').filter(Boolean));
      state.type = parts.get('type') || '';
      state.view = parts.get('view') || '';
      state.at = Number(parts.get('at')) || 0;
      const turned = new Set();
      for (const part of (parts.get('fold') || '').split('.').filter(Boolean)) {
        const [from, to] = part.split('-').map(Number);
        for (let i = from; i <= Math.min(to || from, resources.length); i++) {
          turned.add(i);
        }
      }
      resources.forEach((resource, i) => {
        resource.open = turned.has(i + 1) ? !wasOpen[i] : wasOpen[i];
      });
      showFilters();
      showView();
      apply();
      const at = byId('r' + state.at);
      if (at && !at.hidden) {
        focusOn(at, 'start');
      }
    }

    const keys = {
      '/': () => search && search.focus(),
      j: () => step(1),
      k: () => step(-1),
      e: () => fold(true),
      c: () => fold(false),
      s: () => wide.matches && switchView(),
      t: switchTheme,
      '?': () => help.showModal(),
    };
    const singleKeys = byId('single-keys');
    singleKeys.checked = memory.get('keys') !== 'off';
    singleKeys.addEventListener('change', () => memory.set('keys', singleKeys.checked ? 'on' : 'off'));

    document.addEventListener('keydown', (event) => {
      const typing = event.target.matches('input:not([type=checkbox]), select, textarea');
      if (event.ctrlKey || event.altKey || event.metaKey || typing || help.open || !singleKeys.checked) {
        return;
      }
      if (Object.hasOwn(keys, event.key)) {
        event.preventDefault();
        keys[event.key]();
      }
    });

    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#r"]');
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        go(link.getAttribute('href').slice(2));
      }
    });

    // A fold's toggle does not bubble.
    document.addEventListener(
      'toggle',
      (event) => {
        if (event.target.matches('.resource')) {
          later();
        }
        if (state.query) {
          markHits();
        }
      },
      true,
    );

    if (search) {
      search.addEventListener('input', () => {
        state.query = search.value.trim();
        apply();
      });
      search.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          nextHit(event.shiftKey ? -1 : 1);
        } else if (event.key === 'Escape') {
          search.value = '';
          state.query = '';
          apply();
          search.blur();
        }
      });
      type.addEventListener('change', () => {
        state.type = type.value;
        apply();
      });
      chips.forEach((chip) =>
        chip.addEventListener('click', () => {
          if (!state.operations.delete(chip.dataset.op)) {
            state.operations.add(chip.dataset.op);
          }
          apply();
        }),
      );
      byId('expand').addEventListener('click', () => fold(true));
      byId('collapse').addEventListener('click', () => fold(false));
    }
    byId('clear').addEventListener('click', clear);
    byId('view').addEventListener('click', switchView);
    byId('theme').addEventListener('click', switchTheme);
    byId('keys').addEventListener('click', () => help.showModal());
    byId('close-help').addEventListener('click', () => help.close());
    addEventListener('hashchange', read);

    showTheme();
    showView();
    read();
  }
})();
