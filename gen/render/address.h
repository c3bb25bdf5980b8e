/*
 * Where things are: the addresses of the site, in one place.
 *
 * An address is absolute from the path part of base_url and ends in a slash
 * (/repo/seibu/shibakubo/); a path is the file below out/ that answers it
 * (seibu/shibakubo/index.html).
 *
 *     /                                        the city
 *     /seibu/shibakubo/                        an area
 *     /seibu/for/senior/eat/page/2/            an index; `all` for any age or purpose
 *     /seibu/places/page/2/                    a list of one kind
 *     /seibu/board/2026-12/  …board.txt        a board sheet, and as plain text
 *     /seibu/board/2026-12/a3/                 the same on larger paper
 *     /seibu/shibakubo/handout.pdf             whom to ask and where to go, a booklet
 *     /seibu/shibakubo/board/                  what hangs on its boards, and what comes down
 *     /seibu/new/page/2/  …new/atom.xml  …new/feed.json   更新情報, as a page and as feeds
 *     /seibu/events/hana/  …flyer/             a record, its flyer
 *     /seibu/events/hana/flyer/flyer.txt       its flyer as plain text
 *     /seibu/events/hana/share.txt             what is pasted into SNS
 *     /seibu/events/calendar.ics  /for/senior/all/calendar.ics  …hana/event.ics   calendars (ics.h)
 *     /consult/shiyakusho.vcf                  an office, for a telephone's own book (vcard.h)
 *     /r/hana/                                 its short address
 *     /search/ka/page/2/                       what begins with か, き, く …
 */
#ifndef RENDER_ADDRESS_H
#define RENDER_ADDRESS_H

#include "base/arena.h"
#include "base/str.h"
#include "site/site.h"

/* Months are counted from year 0, so the next one is month + 1. */
typedef int32_t Month;

Month month_of(Day day);
Day   month_first_day(Month month);
/* 2026-12 */
Str   month_iso(Month month, Arena *a);

/* Paths of folders below out/, with a slash at the end; the city's is empty. */
Str   area_folder(const Area *area, Arena *a);
Str   index_folder(const Area *area, const Term *age, const Term *purpose, int page, Arena *a);
Str   kind_folder(const Area *area, Kind kind, int page, Arena *a);
Str   board_folder(const Area *area, Month month, Arena *a);
/* 貼る・はがす表 */
Str   board_plan_folder(const Area *area, Arena *a);
Str   board_text_path(const Area *area, Month month, Arena *a);
Str   news_folder(const Area *area, int page, Arena *a);
Str   feed_path(const Area *area, Arena *a);
Str   json_feed_path(const Area *area, Arena *a);
/* Calendar files; NULL stands for any age or purpose, both for all that is on. */
Str   calendar_path(const Area *area, const Term *age, const Term *purpose, Arena *a);
Str   event_ics_path(const Record *r, Arena *a);
Str   record_folder(const Record *r, Arena *a);
Str   flyer_folder(const Record *r, Arena *a);
Str   flyer_pdf_path(const Record *r, Arena *a);
Str   flyer_text_path(const Record *r, Arena *a);
Str   share_path(const Record *r, Arena *a);
Str   short_folder(Str id, Arena *a);
/* The records whose readings begin in a row of the syllabary (kana.h). */
Str   kana_folder(int row, int page, Arena *a);

/* The address of a path below out/. */
Str   address_of(const Site *site, Str path, Arena *a);
/* With scheme and host, for canonical links and the sitemap. */
Str   full_address_of(const Site *site, Str path, Arena *a);
/* The file that answers an address of this site, or empty when it is none of ours. */
Str   path_of_address(const Site *site, Str address, Arena *a);
/* example.jp, without scheme and port. */
Str   host_name(const Site *site);
/* As it is printed on paper: without the scheme. */
Str   printed_address(const Site *site, Str path, Arena *a);
/* A printed address up to and with the next of these marks. It may be broken behind /, a long piece by . and - too. */
Str   address_piece(Str left, const char *marks);
/* The same as HTML, with <wbr> where it may be broken. */
Str   breakable_address(Str address, Arena *a);

#endif
