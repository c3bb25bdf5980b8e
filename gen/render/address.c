#include "render/address.h"

#include <string.h>

#include "base/buf.h"
#include "site/kana.h"

enum { PIECE_SHORT = 2, PIECE_LONG = 16 };     /* letters of an address; what stands below a code has about 16 */

static const Str INDEX = STR_INIT("index.html");

Month month_of(Day day)
{
	Civil c = day_civil(day);
	return c.year * 12 + c.month - 1;
}

Day month_first_day(Month month)
{
	return day_of(month / 12, month % 12 + 1, 1);
}

Str month_iso(Month month, Arena *a)
{
	return str_format(a, "%04d-%02d", month / 12, month % 12 + 1);
}

Str area_folder(const Area *area, Arena *a)
{
	return area->path.len ? STR_CONCAT(a, area->path, STR("/")) : (Str){ 0 };
}

/* page/2/ below the folder; the first page is the folder itself. */
static Str paged(Str folder, int page, Arena *a)
{
	if (page < 2)
		return folder;
	return STR_CONCAT(a, folder, str_format(a, "page/%d/", page));
}

static Str id_or_all(const Term *term)
{
	return term ? term->id : STR("all");
}

Str index_folder(const Area *area, const Term *age, const Term *purpose, int page, Arena *a)
{
	Str slash = area->path.len ? STR("/") : (Str){ 0 };
	return paged(STR_CONCAT(a, area->path, slash, STR("for/"), id_or_all(age), STR("/"),
	                        id_or_all(purpose), STR("/")),
	             page, a);
}

Str kind_folder(const Area *area, Kind kind, int page, Arena *a)
{
	Str slash = area->path.len ? STR("/") : (Str){ 0 };
	return paged(STR_CONCAT(a, area->path, slash, str_from(KIND_INFO[kind].folder), STR("/")),
	             page, a);
}

Str board_folder(const Area *area, Month month, Arena *a)
{
	return STR_CONCAT(a, area_folder(area, a), STR("board/"), month_iso(month, a), STR("/"));
}

Str board_plan_folder(const Area *area, Arena *a)
{
	return STR_CONCAT(a, area_folder(area, a), STR("board/"));
}

Str board_text_path(const Area *area, Month month, Arena *a)
{
	return STR_CONCAT(a, board_folder(area, month, a), STR("board.txt"));
}

Str news_folder(const Area *area, int page, Arena *a)
{
	return paged(STR_CONCAT(a, area_folder(area, a), STR("new/")), page, a);
}

Str feed_path(const Area *area, Arena *a)
{
	return STR_CONCAT(a, news_folder(area, 1, a), STR("atom.xml"));
}

Str calendar_path(const Area *area, const Term *age, const Term *purpose, Arena *a)
{
	Str folder = age || purpose ? index_folder(area, age, purpose, 1, a) : kind_folder(area, KIND_EVENT, 1, a);
	return STR_CONCAT(a, folder, STR("calendar.ics"));
}

Str event_ics_path(const Record *r, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), STR("event.ics"));
}

Str json_feed_path(const Area *area, Arena *a)
{
	return STR_CONCAT(a, news_folder(area, 1, a), STR("feed.json"));
}

Str record_folder(const Record *r, Arena *a)
{
	Str slash = r->area->path.len ? STR("/") : (Str){ 0 };
	return STR_CONCAT(a, r->area->path, slash, str_from(KIND_INFO[r->kind].folder), STR("/"),
	                  r->id, STR("/"));
}

Str flyer_folder(const Record *r, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), STR("flyer/"));
}

Str flyer_pdf_path(const Record *r, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), STR("flyer.pdf"));
}

Str flyer_text_path(const Record *r, Arena *a)
{
	return STR_CONCAT(a, flyer_folder(r, a), STR("flyer.txt"));
}

Str share_path(const Record *r, Arena *a)
{
	return STR_CONCAT(a, record_folder(r, a), STR("share.txt"));
}

Str short_folder(Str id, Arena *a)
{
	return STR_CONCAT(a, STR("r/"), id, STR("/"));
}

Str kana_folder(int row, int page, Arena *a)
{
	static const char *const names[KANA_GROUPS] = {
		"a", "ka", "sa", "ta", "na", "ha", "ma", "ya", "ra", "wa", "other",
	};
	return paged(STR_CONCAT(a, STR("search/"), str_from(names[row]), STR("/")), page, a);
}

static Str without_index(Str path)
{
	if (str_equal(path, INDEX) || str_ends(path, STR("/index.html")))
		path.len -= INDEX.len;
	return path;
}

Str address_of(const Site *site, Str path, Arena *a)
{
	return STR_CONCAT(a, site->info.base_path, STR("/"), without_index(path));
}

Str full_address_of(const Site *site, Str path, Arena *a)
{
	return STR_CONCAT(a, site->info.host, site->info.base_path, STR("/"), without_index(path));
}

Str path_of_address(const Site *site, Str address, Arena *a)
{
	Str rest = str_sub(address, 0, str_find_byte(address, '#'));
	if (!str_take(&rest, site->info.base_path) || !str_take(&rest, STR("/")))
		return (Str){ 0 };
	if (!rest.len || str_ends(rest, STR("/")))
		return STR_CONCAT(a, rest, INDEX);
	return str_copy(rest, a);
}

Str host_name(const Site *site)
{
	Str host = site->info.host;
	if (!str_take(&host, STR("https://")))
		str_take(&host, STR("http://"));
	return str_sub(host, 0, str_find_byte(host, ':'));
}

Str printed_address(const Site *site, Str path, Arena *a)
{
	Str host = site->info.host;
	if (!str_take(&host, STR("https://")))
		str_take(&host, STR("http://"));
	return STR_CONCAT(a, host, site->info.base_path, STR("/"), without_index(path));
}

Str address_piece(Str left, const char *marks)
{
	size_t n = 0;
	while (n < left.len && !strchr(marks, left.ptr[n]))
		n++;
	/* No line for two letters. */
	while (n < PIECE_SHORT && n + 1 < left.len)
		for (n++; n < left.len && !strchr(marks, left.ptr[n]);)
			n++;
	return str_sub(left, 0, n < left.len ? n + 1 : n);
}

static void write_pieces(Buf *b, Str left, const char *marks, const char *lesser)
{
	for (Str piece; left.len; left = str_skip(left, piece.len)) {
		piece = address_piece(left, marks);
		if (piece.len > PIECE_LONG && lesser)
			write_pieces(b, piece, lesser, NULL);
		else
			buf_escaped(b, piece);
		if (piece.len < left.len)
			buf_str(b, STR("<wbr>"));
	}
}

Str breakable_address(Str address, Arena *a)
{
	Buf b = { .arena = a };
	write_pieces(&b, address, "/", ".-");
	return buf_text(&b);
}
