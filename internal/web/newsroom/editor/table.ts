// table gives and takes rows and columns. A grid is always whole: every row has
// as many cells as the first.

import { closeHistory } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from "@tiptap/pm/state";
import { maxColumns, maxRows } from "./block";
import { around } from "./commands";
import { leaveBlock } from "./fields";
import { children } from "./blocks";

interface Place {
  grid: Node;
  pos: number; // of the grid
  row: number;
  column: number;
}

export function placeIn(state: EditorState): Place | null {
  const { $from } = state.selection;
  const grid = around($from, "grid");
  return grid && { grid: grid.node, pos: grid.pos, row: $from.index(grid.depth), column: $from.index(grid.depth + 1) };
}

// change puts a new grid in the place of the old one, with the caret in a cell.
function change(make: (p: Place, rows: Node[][]) => [rows: Node[][], row: number, column: number] | null): Command {
  return (state, dispatch) => {
    const p = placeIn(state);
    const made = p && make(p, children(p.grid).map(children));
    if (!made) return false;
    if (dispatch) {
      const [rows, row, column] = made;
      const { nodes } = state.schema;
      const grid = nodes.grid!.create(null, rows.map((cells) => nodes.row!.create(null, cells)));
      const tr = closeHistory(state.tr).replaceWith(p.pos, p.pos + p.grid.nodeSize, grid);
      dispatch(intoCell(tr, p.pos, row, column).scrollIntoView());
    }
    return true;
  };
}

function intoCell(tr: Transaction, pos: number, row: number, column: number): Transaction {
  const grid = tr.doc.nodeAt(pos)!;
  let at = pos + 1;
  for (let i = 0; i < row; i++) at += grid.child(i).nodeSize;
  at++;
  for (let i = 0; i < column; i++) at += grid.child(row).child(i).nodeSize;
  return tr.setSelection(TextSelection.create(tr.doc, at + 1));
}

const headed = (rows: Node[][]) => rows[0]![0]!.attrs.head as boolean;
const emptied = (cell: Node, head = false) => cell.type.create({ ...cell.attrs, head });

export function addRow(after: boolean): Command {
  return change(({ row, column }, rows) => {
    if (rows.length > maxRows) return null;
    const at = Math.max(row + (after ? 1 : 0), headed(rows) ? 1 : 0);
    rows.splice(at, 0, rows[0]!.map((c) => emptied(c)));
    return [rows, at, column];
  });
}

export const dropRow: Command = change(({ row, column }, rows) => {
  if (rows.length < (headed(rows) ? 3 : 2)) return null;
  const wasHead = row === 0 && headed(rows);
  rows.splice(row, 1);
  if (wasHead) rows[0] = rows[0]!.map((c) => c.type.create({ ...c.attrs, head: true }, c.content));
  return [rows, Math.min(row, rows.length - 1), column];
});

export function addColumn(after: boolean): Command {
  return change(({ row, column }, rows) => {
    if (rows[0]!.length >= maxColumns) return null;
    const at = column + (after ? 1 : 0);
    for (const cells of rows) cells.splice(at, 0, cells[0]!.type.create({ head: cells[0]!.attrs.head as boolean }));
    return [rows, row, at];
  });
}

export const dropColumn: Command = change(({ row, column }, rows) => {
  if (rows[0]!.length < 2) return null;
  for (const cells of rows) cells.splice(column, 1);
  return [rows, row, Math.min(column, rows[0]!.length - 1)];
});

export const toggleHead: Command = change(({ row, column }, rows) => {
  const head = !headed(rows);
  if (head && rows.length === 1) rows.push(rows[0]!.map((c) => emptied(c)));
  rows[0] = rows[0]!.map((c) => c.type.create({ ...c.attrs, head }, c.content));
  return [rows, row, column];
});

export const toggleNumeric: Command = change(({ row, column }, rows) => {
  const numeric = !(rows[0]![column]!.attrs.numeric as boolean);
  for (const cells of rows) cells[column] = cells[column]!.type.create({ ...cells[column]!.attrs, numeric }, cells[column]!.content);
  return [rows, row, column];
});

export function tableHas(state: EditorState, what: "head" | "numeric"): boolean {
  const p = placeIn(state);
  if (!p) return false;
  return p.grid.firstChild!.child(what === "head" ? 0 : p.column).attrs[what] as boolean;
}

// step goes to the cell beside or below; Enter in the last row leaves the table.
export const cellBelow: Command = (state, dispatch) => {
  const p = placeIn(state);
  if (!p) return false;
  if (p.row === p.grid.childCount - 1) return leaveBlock(state, dispatch);
  dispatch?.(intoCell(state.tr, p.pos, p.row + 1, p.column).scrollIntoView());
  return true;
};

// wholeGrids mends grids from which a deletion or a drop took cells.
export function wholeGrids(): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const old = new Set(children(before.doc));
      let tr: Transaction | null = null;
      const places: [Node, number][] = [];
      state.doc.forEach((block, pos) => {
        if (block.type.name === "table" && !old.has(block)) places.push([block.child(1), pos + 1 + block.child(0).nodeSize]);
      });
      for (const [grid, pos] of places.reverse()) {
        const rows = children(grid).map(children);
        const columns = Math.max(...rows.map((r) => r.length));
        const head = headed(rows);
        if (head && rows.length === 1) rows.push([]);
        if (rows.every((r, i) => r.length === columns && r.every((c) => c.attrs.head === (i === 0 && headed(rows))))) continue;
        const cell = state.schema.nodes.cell!;
        const whole = rows.map((r, i) =>
          state.schema.nodes.row!.create(
            null,
            Array.from({ length: columns }, (_, n) => cell.create({ numeric: rows[0]![n]?.attrs.numeric ?? false, head: head && i === 0 }, r[n]?.content)),
          ),
        );
        tr ??= state.tr;
        tr.replaceWith(pos + 1, pos + grid.nodeSize - 1, whole);
      }
      return tr;
    },
  });
}
