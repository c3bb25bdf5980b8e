/*
 * Facts of a record or an area in Japanese words, as pages say them.
 *
 * say.h says one fact; here several become one text. All of it is plain text
 * for residents: layouts escape it. Texts live in the arena.
 */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include "base/arena.h"
#include "base/str.h"
#include "site/news.h"
#include "site/site.h"

/* Labels of a set's terms with `between` between them; the short ones where they have one. */
Str words_of_terms(const Terms *terms, TermSet set, Str between, bool brief, Arena *a);
/* Those of ages: bands of years that follow each other are one, 18〜74歳. */
Str words_of_ages(const Terms *ages, TermSet set, Str between, bool brief, Arena *a);

/* 芝久保町1〜4丁目; 栄町1丁目（1〜5番、13〜17番）; a town that is covered whole by its name alone. */
Str words_holds(const TownParts *parts, Arena *a);
/* 1〜5番、13〜17番; empty for all. */
Str words_lots(const Lots *lots, Arena *a);
/* 芝久保小地区（芝久保町1〜4丁目） */
Str words_area(const Area *area, Arena *a);

/* どなたでも, 小学生・中高生, 6歳から12歳まで */
Str words_who(const Site *site, const Record *r, bool brief, Arena *a);
/* Name, address and landmark of where it is; 電話でお知らせします. */
Str words_place(const PlaceRef *place, Arena *a);
/* 見本の駅から南へ直線で約400m; empty for what is no place or has nothing near: see waymark.h. */
Str words_way(const Site *site, const Record *place, Arena *a);
/* 12月8日（火曜日）午前10時から11時30分まで; `year` as in say.h. */
Str words_day_and_times(Day day, Day until, TimeSpans times, int year, Arena *a);
Str words_times(TimeSpans times, Arena *a);
Str words_date(Day day, Arena *a);             /* 2026年12月8日; empty for none */
Str words_month(Day day, Arena *a);            /* 2026年12月 */
Str words_number(size_t number, Arena *a);

/* 12月1日（火曜日）から、毎週月曜日・木曜日 午前10時から11時30分まで, at these times; 下の日にち for a rule without words. */
Str words_repeat(const Site *site, const Event *e, TimeSpans times, Arena *a);
/* The days on which it is held alone, is not held, what holidays change, single days: empty where that is not so. */
enum { REPEAT_RULES = 4 };
Str words_repeat_rule(const Event *e, int rule, Arena *a);

/* What is different about a day: 中止, 延期, 変更, 日にち変更; empty when as planned. */
Str words_of_occurrence(OccurrenceState state);
Str id_of_occurrence(OccurrenceState state);
/* 新しくのせました, 中止になりました, 120件をのせました; empty when only fields changed. */
Str words_of_news(const NewsItem *item, Arena *a);
Str id_of_news(NewsKind kind);
/* 時間が「午前10時から」から「午後1時30分から」に変わりました; `label` of its own when that is empty. */
Str words_of_field_news(const FieldNews *field, Arena *a);
/* The day, with its year where that is not this year. */
Str words_day(const Site *site, Day day, Arena *a);
/* 中止, 延期, 休止, 満員, 終了; empty when active. */
Str words_of_state(State state);
Str id_of_state(State state);

#endif
