/*
 * What stands on a board sheet, chosen so that it fits.
 *
 *   BoardSheet sheet = { .area = area, .month = month, .paper = SHEET_A4 };
 *   board_fill(slots, press, &sheet, arena);          BOARD slots, all but the lists filled before
 *
 * The largest type in which all fits, with the map of the area as tall as it
 * is or else flat; in the smallest, beside a flat map, as much as fits:
 * places further away go first, then what comes again and again, then later
 * days, and the sheet says how much that was and where to read it. An area
 * whose map is known always has it on its sheet.
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
	int spare;                             /* percent of its columns that stay free; below 0: are added */
} BoardSheet;

enum { BOARD_PLACES = 10, BOARD_TEXT_PLACES = 20 }; /* standing places on a sheet, and in its text, at most */

DayRange board_days(const BoardSheet *sheet);
/* Of these, today and after. */
DayRange board_days_to_come(const Site *site, const BoardSheet *sheet);
/* Whose events stand among its days: the same, or the next month where nothing of this one is to come. */
DayRange board_days_shown(const Press *press, const BoardSheet *sheet, Arena *a);
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

/* Those of its text: BOARD_TEXT_PLACES, here and around. */
size_t board_text_places(const Press *press, const Area *area, const Record **places);

/* A sheet of one chome, as a file that stands alone. */
Str  render_chome_board(Desk *desk, const BoardSheet *sheet);

/* BOARD slots of the sheet itself, without a page around it. */
Value *view_board(Desk *desk, const BoardSheet *sheet, Arena *a);
/* The folder of the page where phones take the area's calendar. */
Str  board_calendar_page(const Area *area, Arena *a);
/* The lists as they fit, with type, map and what is left out. */
void board_fill(Value *slots, const Press *press, const BoardSheet *sheet, Arena *a);
/* The map of filled slots in another form, for whom measures what fits; NONE where there is no map. */
Value board_map(const Value *slots, const Press *press, const BoardSheet *sheet, MapForm form, Arena *a);
/* Without a sheet to fill: all, but for what would make a text without end. */
void board_fill_whole(Value *slots, const Press *press, const BoardSheet *sheet, Arena *a);

#endif
