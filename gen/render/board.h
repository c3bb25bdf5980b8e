/*
 * What stands on a board sheet, chosen so that it fits.
 *
 *   BoardSheet sheet = { .area = area, .month = month, .paper = SHEET_A4 };
 *   board_fill(slots, press, &sheet, arena);          BOARD slots, all but the lists filled before
 *
 * The largest type in which all fits; in the smallest, as much as fits:
 * places further away go first, then what comes again and again, then later
 * days, and the sheet says how much that was and where to read it. The map
 * of the area takes room that nothing else wants.
 *
 * Columns are filled as a browser fills them (paper.h measures), so that
 * nothing that must not be cut is counted on where it cannot stand.
 */
#ifndef RENDER_BOARD_H
#define RENDER_BOARD_H

#include "render/address.h"
#include "render/desk.h"
#include "render/paper.h"
#include "render/view.h"

typedef struct BoardSheet {
	const Area *area;
	const Town *town;                      /* of one chome: what lies in it comes first; NULL: of the whole area */
	int chome;
	Month month;
	SheetSize paper;
	int spare;                             /* percent of its columns that stay free */
} BoardSheet;

enum { BOARD_PLACES = 10 };                    /* standing places on a sheet, at most */

DayRange board_days(const BoardSheet *sheet);
/* Of these, today and after. */
DayRange board_days_to_come(const Site *site, const BoardSheet *sheet);
/* Events that are told once, with the rule of their days, since they come again and again in that month. */
Selection board_regular(const Press *press, const BoardSheet *sheet, Arena *a);
/* On A4 everywhere; on larger paper where a board of the area takes it. */
bool     board_is_printed_on(const Site *site, const Area *area, SheetSize paper);
/* The folder of the month's sheet below out/. */
Str      board_folder_on(const Area *area, Month month, SheetSize paper, Arena *a);

/* Whether a board stands in the area itself. */
bool area_has_boards(const Site *site, const Area *area);
/*
 * Flyers of the area's own records: those that hang or could, the first to come down first, and those that come down
 * (ended since the first of the last month, or suspended).
 */
typedef struct BoardFlyers {
	const Record **up, **down;
	size_t up_count, down_count, total;    /* total: of those that could hang */
} BoardFlyers;

BoardFlyers board_flyers(const Press *press, const Area *area, Arena *a);

/* Places of the area with known hours, then as many of those around it that there are a few. */
size_t board_places(const Press *press, const Area *area, const Record **places, size_t most);

/* A sheet of one chome, as a file that stands alone. */
Str  render_chome_board(Desk *desk, const BoardSheet *sheet);

/* BOARD slots of the sheet itself, without a page around it. */
Value *view_board(Desk *desk, const BoardSheet *sheet, Arena *a);
/* The folder of the page where phones take the area's calendar. */
Str  board_calendar_page(const Area *area, Arena *a);
/* The lists as they fit, with type, map and what is left out. */
void board_fill(Value *slots, const Press *press, const BoardSheet *sheet, Arena *a);
/* The map after all, where the sheet shows everything: for whom it is measured that there is room. */
void board_fill_map(Value *slots, const Press *press, const BoardSheet *sheet, Arena *a);
/* Without a sheet to fill: all, but for what would make a text without end. */
void board_fill_whole(Value *slots, const Press *press, const BoardSheet *sheet, Arena *a);

#endif
