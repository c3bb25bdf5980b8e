#include "git_case.h"

#include "source/past.h"

/* Noon in Tokyo of a day in November 2026, and hours from it. */
enum { HOUR = 3600 };

static int64_t noon(int day)
{
	return (int64_t)day_of(2026, 11, day) * 24 * HOUR + 3 * HOUR;
}

static Past past_of(const char *path, const char *at, int since)
{
	Repository *repo = repository_opened(path);
	Commit commit = commit_at(repo, at);
	Past p = past_days(repo, &commit, STR("city/content"), STR("content"),
	                   day_of(2026, 11, since), &arena);
	repository_close(repo);
	return p;
}

static const char *text_of(Str s)
{
	return s.ptr ? str_terminated(s, &arena) : "-";
}

/* "24: content/a.md 1>2; " for each day; - where there is no file. */
static const char *told(const char *path, int since)
{
	Buf b = { .arena = &arena };
	Past p = past_of(path, "main", since);
	for (size_t i = 0; i < p.count; i++) {
		buf_format(&b, "%d:", day_civil(p.days[i].day).day);
		for (size_t k = 0; k < p.days[i].count; k++) {
			const PastFile *f = &p.days[i].files[k];
			buf_format(&b, " %.*s %s>%s", STR_ARG(f->path), text_of(f->before),
			           text_of(f->after));
		}
		buf_str(&b, STR("; "));
	}
	if (day_civil(p.since).day != since)
		buf_format(&b, "since %d", day_civil(p.since).day);
	return str_terminated(str_trim(buf_text(&b)), &arena);
}

static void put(const char *name, const char *text)
{
	file_put(str_terminated(STR_CONCAT(&arena, STR("city/content/"), str_from(name)), &arena),
	         text);
}

/* The first commit, long ago. */
static void begun(void)
{
	commit_make(1, noon(1), "import", 0, 0);
	put("a.md", "1");
	put("b/c.yaml", "1");
	put("d.md", "1");
}

static void each_day_shows_what_it_changed(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "change", 1, 0);
	put("a.md", "2");
	put("b/new.md", "2");
	commit_make(3, noon(22), "delete", 2, 0);
	file_drop("city/content/d.md");
	put("b/c.yaml", "3");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "22: content/b/c.yaml 1>3 content/d.md 1>-; "
	                                          "20: content/a.md 1>2 content/b/new.md ->2;");
	assert_string_equal(told("city.git", 21), "22: content/b/c.yaml 1>3 content/d.md 1>-;");
	assert_string_equal(told("city.git", 22), "22: content/b/c.yaml 1>3 content/d.md 1>-;");
	assert_string_equal(told("city.git", 23), "");
}

static void a_day_shows_the_sum_of_its_commits(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "one", 1, 0);
	put("a.md", "2");
	put("d.md", "2");
	put("new.md", "2");
	commit_make(3, noon(20) + HOUR, "two", 2, 0);
	put("a.md", "3");
	put("d.md", "1");
	file_drop("city/content/new.md");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "20: content/a.md 1>3;");
}

static void days_are_those_of_tokyo(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20) + 12 * HOUR - 1, "before midnight", 1, 0);
	put("a.md", "2");
	commit_make(3, noon(20) + 12 * HOUR, "after it", 2, 0);
	put("a.md", "3");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "21: content/a.md 2>3; 20: content/a.md 1>2;");
}

static void other_files_and_other_folders_do_not_show(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "others", 1, 0);
	put("picture.png", "2");
	put("words.txt", "2");
	put("e.md", "2");
	file_put("city/layouts/x.md", "2");
	file_put("city/content.md", "2");
	file_put("content/a.md", "2");
	file_put_mode("city/content/link.md", "a.md", "120000");
	file_put_mode("city/content/a.md", "1", "100755");
	repository_made(2);
	assert_string_equal(told("city.git", 10), "20: content/e.md ->2;");
}

static void a_file_that_became_a_link_is_gone(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "link", 1, 0);
	file_put_mode("city/content/a.md", "d.md", "120000");
	repository_made(2);
	assert_string_equal(told("city.git", 10), "20: content/a.md 1>-;");
}

static void an_empty_file_is_a_file(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "empty", 1, 0);
	put("e.md", "");
	commit_make(3, noon(21), "gone", 2, 0);
	file_drop("city/content/e.md");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "21: content/e.md >-; 20: content/e.md ->;");
}

static void a_folder_that_came_shows_its_files(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "folder for file", 1, 0);
	file_drop("city/content/a.md");
	put("a.md/x.md", "2");
	file_drop("city/content/b");
	commit_make(3, noon(21), "everything goes", 2, 0);
	file_drop("city");
	repository_made(3);
	assert_string_equal(told("city.git", 10),
	                    "21: content/a.md/x.md 2>- content/d.md 1>-; "
	                    "20: content/a.md 1>- content/a.md/x.md ->2 content/b/c.yaml 1>-;");
}

static void names_are_shown_in_nfc(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "mac", 1, 0);
	put("\u304b\u3099.md", "2");
	put("\u304b\u3099/x.md", "2");
	repository_made(2);
	assert_string_equal(told("city.git", 10),
	                    "20: content/\u304c.md ->2 content/\u304c/x.md ->2;");
}

static void the_top_of_the_repository_may_be_the_folder(void **state)
{
	(void)state;
	commit_make(1, noon(1), "import", 0, 0);
	file_put("a.md", "1");
	commit_make(2, noon(20), "change", 1, 0);
	file_put("a.md", "2");
	repository_made(2);
	Repository *repo = repository_opened("city.git");
	Commit at = commit_at(repo, "main");
	Past p = past_days(repo, &at, (Str){ 0 }, STR("content"), day_of(2026, 11, 10), &arena);
	assert_int_equal(p.count, 1);
	assert_true(str_equal(p.days[0].files[0].path, STR("content/a.md")));
	repository_close(repo);
}

/* Merges. */

static void a_merge_brings_its_side_on_its_own_day(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(15), "side", 1, 0);
	put("a.md", "side");
	commit_make(3, noon(18), "main", 1, 0);
	put("d.md", "main");
	commit_make(4, noon(20), "merge", 3, 2);
	put("a.md", "side");
	repository_made(4);
	assert_string_equal(told("city.git", 10),
	                    "20: content/a.md 1>side; 18: content/d.md 1>main;");
}

/* Clocks. */

static void a_clock_that_was_wrong_does_not_turn_days_back(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "right", 1, 0);
	put("a.md", "2");
	commit_make(3, 0, "battery is empty", 2, 0);
	put("a.md", "3");
	commit_make(4, noon(30), "ahead of time", 3, 0);
	put("d.md", "4");
	commit_make(5, noon(21), "right", 4, 0);
	put("a.md", "5");
	commit_make(6, noon(19), "behind", 5, 0);
	put("d.md", "6");
	commit_make(7, noon(22), "right", 6, 0);
	repository_made(7);
	assert_string_equal(told("city.git", 10), "21: content/a.md 3>5 content/d.md 4>6; "
	                                          "20: content/a.md 1>3 content/d.md 1>4;");
	assert_string_equal(told("city.git", 21), "21: content/a.md 3>5 content/d.md 4>6;");
}

static void nothing_is_later_than_the_day_of_the_revision(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "right", 1, 0);
	put("a.md", "2");
	commit_make(3, noon(21), "ahead", 2, 0);
	put("a.md", "3");
	commit_make(4, noon(20) + HOUR, "right", 3, 0);
	put("a.md", "4");
	repository_made(4);
	assert_string_equal(told("city.git", 10), "20: content/a.md 1>4;");
}

static void a_revision_that_tells_no_time_has_no_days(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "right", 1, 0);
	put("a.md", "2");
	commit_make(3, 9999999999, "never", 2, 0);
	put("a.md", "3");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "");
}

static void old_commits_end_the_search(void **state)
{
	(void)state;
	begun();
	for (int i = 2; i < 160; i++)
		commit_make(i, noon(2), "old", i - 1, 0);
	commit_make(160, noon(20), "new", 159, 0);
	put("a.md", "2");
	repository_made(160);
	/* The first commit cannot be read any more, and is not asked for. */
	run("cd city.git && c=$(git rev-parse c3) && rm -f objects/${c%${c#??}}/${c#??}");
	assert_string_equal(told("city.git", 10), "20: content/a.md 1>2;");
}

/* What is left out. */

#define SILENT "tidy\n\nSite-Touch: no\n"

static void a_silent_commit_is_of_no_day(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "one", 1, 0);
	put("a.md", "2");
	commit_make(3, noon(20) + HOUR, SILENT, 2, 0);
	put("a.md", "3");
	put("d.md", "3");
	commit_make(4, noon(20) + 2 * HOUR, "two", 3, 0);
	put("a.md", "4");
	commit_make(5, noon(21), SILENT, 4, 0);
	put("a.md", "5");
	commit_make(6, noon(22), "three", 5, 0);
	put("a.md", "6");
	repository_made(6);
	assert_string_equal(told("city.git", 10),
	                    "22: content/a.md 5>6; 20: content/a.md 1>2 content/a.md 3>4;");
}

static void the_day_of_the_first_commit_is_no_news(void **state)
{
	(void)state;
	commit_make(1, noon(20), "import", 0, 0);
	put("a.md", "1");
	commit_make(2, noon(20) + HOUR, "and more", 1, 0);
	put("b.md", "2");
	commit_make(3, noon(21), "change", 2, 0);
	put("a.md", "3");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "21: content/a.md 1>3;");
}

static void the_end_of_a_shallow_clone_is_no_news(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "a", 1, 0);
	put("a.md", "2");
	commit_make(3, noon(21), "b", 2, 0);
	put("a.md", "3");
	commit_make(4, noon(21) + HOUR, "c", 3, 0);
	put("d.md", "4");
	commit_make(5, noon(22), "d", 4, 0);
	put("a.md", "5");
	repository_made(5);
	run("git clone -q --bare --depth 3 file://$PWD/city.git three.git");
	run("git clone -q --bare --depth 1 file://$PWD/city.git one.git");
	assert_string_equal(told("three.git", 10), "22: content/a.md 3>5; since 22");
	assert_string_equal(told("one.git", 10), "since 23");
	assert_string_equal(told("city.git", 10),
	                    "22: content/a.md 3>5; 21: content/a.md 2>3 content/d.md "
	                    "1>4; 20: content/a.md 1>2;");
}

static void what_cannot_be_read_is_left_out(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "one", 1, 0);
	put("a.md", "lost");
	put("d.md", "2");
	commit_make(3, noon(21), "two", 2, 0);
	put("b/c.yaml", "3");
	put("d.md", "3");
	repository_made(3);
	run("cd city.git && c=$(git rev-parse c2:city/content/a.md) && rm -f "
	    "objects/${c%${c#??}}/${c#??}");
	assert_string_equal(told("city.git", 10),
	                    "21: content/b/c.yaml 1>3 content/d.md 2>3; 20: content/d.md 1>2;");
	run("cd city.git && c=$(git rev-parse c3:city/content/b) && rm -f "
	    "objects/${c%${c#??}}/${c#??}");
	assert_string_equal(told("city.git", 10), "20: content/d.md 1>2;");
}

static const char *long_text(size_t size)
{
	char *text = arena_bytes(&arena, size + 1);
	memset(text, 'x', size);
	text[size] = '\0';
	return text;
}

static void a_text_above_4_mib_is_left_out(void **state)
{
	(void)state;
	begun();
	commit_make(2, noon(20), "large", 1, 0);
	put("a.md", long_text((4 << 20) + 1));
	put("d.md", "2");
	put("e.md", long_text(4 << 20));
	repository_made(2);
	Past p = past_of("city.git", "main", 10);
	assert_int_equal(p.days[0].count, 2);
	assert_true(str_equal(p.days[0].files[0].path, STR("content/d.md")));
	assert_int_equal(p.days[0].files[1].after.len, 4 << 20);
}

/* A day is there whole, or it is not. */
static void too_much_is_cut_at_a_day(void **state)
{
	(void)state;
	begun();
	for (int i = 2; i < 12; i++) {
		commit_make(i, noon(10 + i), "large", i - 1, 0);
		put("a.md", long_text((4 << 20) - i));
		put("d.md", i % 2 ? "odd" : "even");
	}
	repository_made(11);
	Past p = past_of("city.git", "main", 10);
	assert_int_equal(p.since, day_of(2026, 11, 14));
	assert_int_equal(p.count, 8);
	for (size_t i = 0; i < p.count; i++)
		assert_int_equal(p.days[i].count, 2);
	assert_int_equal(p.days[7].day, day_of(2026, 11, 14));
}

static void too_many_files_are_cut(void **state)
{
	(void)state;
	char name[32];
	begun();
	commit_make(2, noon(20), "many", 1, 0);
	for (int i = 0; i <= PAST_FILES_MAX; i++) {
		snprintf(name, sizeof(name), "m/%d.md", i);
		put(name, "1");
	}
	commit_make(3, noon(21), "few", 2, 0);
	put("a.md", "3");
	repository_made(3);
	assert_string_equal(told("city.git", 10), "21: content/a.md 1>3; since 21");
}

static void nothing_comes_of_nothing(void **state)
{
	(void)state;
	begun();
	repository_made(1);
	const Commit nowhere = { { 1 }, 1 };
	Repository *repo = repository_opened("city.git");
	Past p = past_days(repo, &nowhere, STR("city"), STR("x"), day_of(2026, 1, 1), &arena);
	assert_int_equal(p.count, 0);
	repository_close(repo);
	assert_string_equal(told("city.git", 1), "");
}

static void a_second_is_of_its_day_in_tokyo(void **state)
{
	(void)state;
	assert_int_equal(day_of_time(0), 0);
	assert_int_equal(day_of_time(15 * HOUR - 1), 0);
	assert_int_equal(day_of_time(15 * HOUR), 1);
	assert_int_equal(day_of_time(-9 * HOUR), 0);
	assert_int_equal(day_of_time(-9 * HOUR - 1), -1);
	assert_int_equal(day_of_time(1767193199), day_of(2025, 12, 31));
	assert_int_equal(day_of_time(1767193200), day_of(2026, 1, 1));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(each_day_shows_what_it_changed),
		CASE(a_day_shows_the_sum_of_its_commits),
		CASE(days_are_those_of_tokyo),
		CASE(other_files_and_other_folders_do_not_show),
		CASE(a_file_that_became_a_link_is_gone),
		CASE(an_empty_file_is_a_file),
		CASE(a_folder_that_came_shows_its_files),
		CASE(names_are_shown_in_nfc),
		CASE(the_top_of_the_repository_may_be_the_folder),
		CASE(a_merge_brings_its_side_on_its_own_day),
		CASE(a_clock_that_was_wrong_does_not_turn_days_back),
		CASE(nothing_is_later_than_the_day_of_the_revision),
		CASE(a_revision_that_tells_no_time_has_no_days),
		CASE(old_commits_end_the_search),
		CASE(a_silent_commit_is_of_no_day),
		CASE(the_day_of_the_first_commit_is_no_news),
		CASE(the_end_of_a_shallow_clone_is_no_news),
		CASE(what_cannot_be_read_is_left_out),
		CASE(a_text_above_4_mib_is_left_out),
		CASE(too_much_is_cut_at_a_day),
		CASE(too_many_files_are_cut),
		CASE(nothing_comes_of_nothing),
		CASE(a_second_is_of_its_day_in_tokyo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
