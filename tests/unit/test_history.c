#include "git_case.h"

#include <sys/stat.h>
#include <zlib.h>

#include "source/history.h"
#include "source/history_cache.h"
#include "source/object.h"

/* What the walk says of a revision of a repository. */

static const Str everything[] = { STR_INIT("") };

static History walked(const char *path, const char *revision, const char *cache)
{
	Repository *repo = repository_opened(path);
	Commit at = commit_at(repo, revision);
	History h = history_walk(repo, &at, everything, 1, str_from(cache), &arena);
	repository_close(repo);
	return h;
}

/* "path=N " for each file, N the number of its commit, ? when it is unknown. */
static const char *told(const char *path, const char *revision, const char *cache)
{
	Buf b = { .arena = &arena };
	History h = walked(path, revision, cache);
	for (size_t i = 0; i < h.count; i++) {
		const Commit *last = &h.items[i].last;
		int number = commits;
		buf_format(&b, "%.*s=", STR_ARG(h.items[i].path));
		for (; number && last->time; number--) {
			char command[64];
			snprintf(command, sizeof(command),
			         "git -C city.git rev-parse -q --verify c%d", number);
			if (str_equal(first_line(command), commit_hex(last, &arena)))
				break;
		}
		if (last->time)
			buf_format(&b, "%d ", number);
		else
			buf_str(&b, STR("? "));
	}
	return str_terminated(str_trim(buf_text(&b)), &arena);
}

static void assert_git_agrees(void)
{
	History h = walked("city.git", "main", "");
	assert_true(h.count > 0);
	for (size_t i = 0; i < h.count; i++) {
		char command[512];
		snprintf(command, sizeof(command),
		         "git -C city.git log -1 --format=%%H main -- '%.*s'",
		         STR_ARG(h.items[i].path));
		Str git = first_line(command), ours = commit_hex(&h.items[i].last, &arena);
		if (!str_equal(git, ours))
			fail_msg("%.*s: git %.*s, ours %.*s", STR_ARG(h.items[i].path),
			         STR_ARG(git), STR_ARG(ours));
	}
}

static void assert_told(const char *expected)
{
	assert_string_equal(told("city.git", "main", ""), expected);
	assert_git_agrees();
}

/* One line of history. */

static void each_file_has_the_commit_that_changed_it_last(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("content/a.md", "1");
	file_put("content/events/b.md", "1");
	file_put("layouts/c.mustache", "1");
	commit_make(2, 2000, "b", 1, 0);
	file_put("content/events/b.md", "2");
	commit_make(3, 3000, "c", 2, 0);
	file_put("layouts/c.mustache", "2");
	repository_made(3);
	assert_told("content/a.md=1 content/events/b.md=2 layouts/c.mustache=3");
	const Changed *c;
	History h = walked("city.git", "main", "");
	assert_non_null(c = history_find(&h, STR("content/events/b.md")));
	assert_int_equal(c->last.time, 2000);
	assert_null(history_find(&h, STR("content/events")));
	assert_null(history_find(&h, STR("content/z.md")));
}

static void only_the_folders_asked_for_are_looked_at(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("site/content/a.md", "1");
	file_put("site/content.md", "1");
	file_put("site/contents/a.md", "1");
	file_put("site/layouts/b.css", "1");
	repository_made(1);
	const Str folders[] = { STR("site/layouts"), STR("site/content"), STR("site/content"),
		                STR("none"), STR("site/content.md") };
	Repository *repo = repository_opened("city.git");
	Commit at = commit_at(repo, "main");
	History h = history_walk(repo, &at, folders, 5, (Str){ 0 }, &arena);
	assert_int_equal(h.count, 2);
	assert_true(str_equal(h.items[0].path, STR("site/content/a.md")));
	assert_true(str_equal(h.items[1].path, STR("site/layouts/b.css")));
	assert_int_equal(history_walk(repo, &at, folders, 0, (Str){ 0 }, &arena).count, 0);
	repository_close(repo);
}

static void files_come_in_the_order_of_their_paths(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a/z.md", "1");
	file_put("a.md", "1");
	file_put("a-b.md", "1");
	file_put("ab/x.md", "1");
	file_put("a0.md", "1");
	repository_made(1);
	assert_told("a-b.md=1 a.md=1 a/z.md=1 a0.md=1 ab/x.md=1");
}

static void a_changed_permission_is_a_change(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("b.md", "1");
	commit_make(2, 2000, "run", 1, 0);
	file_put_mode("a.md", "1", "100755");
	commit_make(3, 3000, "link", 2, 0);
	file_put_mode("b.md", "1", "120000");
	repository_made(3);
	assert_told("a.md=2 b.md=3");
}

/* Programs of long ago wrote 100664, which git reads as 100644. */
static void an_old_way_to_write_a_permission_is_no_change(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	repository_made(1);
	run("cd city.git && b=$(git rev-parse c1:a.md) &&"
	    "t=$(perl -e 'print \"100664 a.md\\0\", pack(\"H*\", shift)' $b |"
	    " git hash-object -t tree -w --stdin --literally) &&"
	    "git update-ref refs/heads/c2 $(git commit-tree -p c1 -m x $t) &&"
	    "git update-ref refs/heads/main c2");
	commits = 2;
	assert_told("a.md=1");
}

static void a_file_that_came_back_changed_when_it_did(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("b/c.md", "1");
	commit_make(2, 2000, "gone", 1, 0);
	file_drop("a.md");
	file_drop("b/c.md");
	commit_make(3, 3000, "back", 2, 0);
	file_put("a.md", "1");
	commit_make(4, 4000, "back too", 3, 0);
	file_put("b/c.md", "1");
	repository_made(4);
	assert_told("a.md=3 b/c.md=4");
}

static void what_was_taken_back_changed_twice(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	commit_make(2, 2000, "change", 1, 0);
	file_put("a.md", "2");
	commit_make(3, 3000, "Revert \"change\"", 2, 0);
	file_put("a.md", "1");
	commit_make(4, 4000, "nothing", 3, 0);
	repository_made(4);
	assert_told("a.md=3");
}

static void a_folder_may_have_been_a_file(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a", "1");
	file_put("b/c.md", "1");
	commit_make(2, 2000, "swap", 1, 0);
	file_drop("a");
	file_drop("b");
	file_put("a/x.md", "1");
	file_put("b", "1");
	repository_made(2);
	assert_told("a/x.md=2 b=2");
}

static void a_moved_file_changed_when_it_was_moved(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a/x.md", "the same text");
	commit_make(2, 2000, "move", 1, 0);
	file_drop("a/x.md");
	file_put("b/x.md", "the same text");
	repository_made(2);
	assert_told("b/x.md=2");
}

/* Merges. */

static void fork_at(int64_t one, int64_t other)
{
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("b.md", "1");
	commit_make(2, one, "main", 1, 0);
	file_put("a.md", "2");
	commit_make(3, other, "side", 1, 0);
	file_put("b.md", "3");
}

static void a_merge_that_only_joins_changes_nothing(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	commit_make(4, 4000, "merge", 2, 3);
	file_put("b.md", "3");
	repository_made(4);
	assert_told("a.md=2 b.md=3");
}

static void a_merge_that_adds_its_own_changed_that_file(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	commit_make(4, 4000, "evil merge", 2, 3);
	file_put("a.md", "4");
	file_put("b.md", "3");
	file_put("c.md", "4");
	repository_made(4);
	assert_told("a.md=4 b.md=3 c.md=4");
}

static void what_a_merge_discarded_never_happened(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	commit_make(4, 4000, "merge -s ours", 2, 3);
	commit_make(5, 5000, "merge -s ours again", 4, 3);
	repository_made(5);
	assert_told("a.md=2 b.md=1");
}

static void the_same_change_on_both_sides_is_the_first_parents(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	commit_make(2, 2000, "main", 1, 0);
	file_put("a.md", "2");
	commit_make(3, 3000, "picked", 1, 0);
	file_put("a.md", "2");
	commit_make(4, 4000, "merge", 2, 3);
	repository_made(4);
	assert_told("a.md=2");
}

static void histories_without_a_common_beginning_can_be_joined(void **state)
{
	(void)state;
	commit_make(1, 1000, "one", 0, 0);
	file_put("a.md", "1");
	commit_make(2, 1500, "other", 0, 0);
	file_put("b.md", "1");
	commit_make(3, 2000, "merge", 1, 2);
	file_put("b.md", "1");
	repository_made(3);
	assert_told("a.md=1 b.md=2");
}

static void clocks_do_not_matter(void **state)
{
	(void)state;
	static const int64_t times[][2] = {
		{ 9000, 10 }, { 10, 9000 }, { 500, 500 }, { 0, 4102444800 }
	};
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++) {
		fork_at(times[i][0], times[i][1]);
		commit_make(4, 300, "merge", 2, 3);
		file_put("b.md", "3");
		commit_make(5, 200, "later", 4, 0);
		file_put("c.md", "5");
		repository_made(5);
		assert_git_agrees();
	}
}

/* Commits that are passed over. */

#define SILENT "tidy\n\nSite-Touch: no\n"

static void a_silent_commit_is_passed_over(void **state)
{
	(void)state;
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("b.md", "1");
	file_put("d/e.md", "1");
	commit_make(2, 2000, "change", 1, 0);
	file_put("b.md", "2");
	commit_make(3, 3000, SILENT, 2, 0);
	file_put("a.md", "3");
	file_put("b.md", "3");
	file_put("c.md", "3");
	file_put("d/e.md", "3");
	file_put("d/f.md", "3");
	repository_made(3);
	assert_string_equal(told("city.git", "main", ""), "a.md=1 b.md=2 c.md=3 d/e.md=1 d/f.md=3");
}

static void a_silent_merge_gives_a_file_to_the_first_parent_that_has_it(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	commit_make(4, 3500, "new on the side", 3, 0);
	file_put("c.md", "4");
	commit_make(5, 4000, SILENT, 2, 4);
	file_put("a.md", "5");
	file_put("b.md", "3");
	file_put("c.md", "5");
	file_put("d.md", "5");
	repository_made(5);
	assert_string_equal(told("city.git", "main", ""), "a.md=2 b.md=1 c.md=4 d.md=5");
}

static void only_a_trailer_silences(void **state)
{
	(void)state;
	static const struct {
		const char *message;
		bool silent;
	} messages[] = {
		{ "tidy\n\nSite-Touch: no", true },
		{ "tidy\n\nwords\n\nsite-touch:  NO \nSigned-off-by: A\n\n", true },
		{ "tidy\r\n\r\nSite-Touch: no\r\n", true },
		{ "tidy\n\nSite-Touch: no\n\nmore words\n", false },
		{ "Site-Touch: no\n", false },
		{ "tidy\nSite-Touch: no\n", false },
		{ "tidy\n\nSite-Touch: yes\n", false },
		{ "tidy\n\nSite-Touch: no, not now\n", false },
		{ "tidy\n\nwe write Site-Touch: no\n", false },
		{ "", false },
	};
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		commit_make(1, 1000, "first", 0, 0);
		file_put("a.md", "1");
		commit_make(2, 2000, messages[i].message, 1, 0);
		file_put("a.md", "2");
		repository_made(2);
		assert_string_equal(told("city.git", "main", ""),
		                    messages[i].silent ? "a.md=1" : "a.md=2");
	}
}

/* What is not here. */

static void four_commits(void)
{
	commit_make(1, 1000, "first", 0, 0);
	file_put("a.md", "1");
	file_put("b/b.md", "1");
	file_put("c.md", "1");
	commit_make(2, 2000, "b", 1, 0);
	file_put("b/b.md", "2");
	commit_make(3, 3000, "c", 2, 0);
	file_put("c.md", "3");
	commit_make(4, 4000, "d", 3, 0);
	file_put("d.md", "4");
	repository_made(4);
}

static void behind_the_end_of_a_shallow_clone_nothing_is_known(void **state)
{
	(void)state;
	four_commits();
	run("git clone -q --bare --depth 2 file://$PWD/city.git two.git");
	run("git clone -q --bare --depth 1 file://$PWD/city.git one.git");
	assert_string_equal(told("two.git", "main", ""), "a.md=? b/b.md=? c.md=? d.md=4");
	assert_string_equal(told("one.git", "main", ""), "a.md=? b/b.md=? c.md=? d.md=?");
	assert_string_equal(told("city.git", "main", ""), "a.md=1 b/b.md=2 c.md=3 d.md=4");
}

static void a_shallow_clones_cache_grows_with_its_depth(void **state)
{
	(void)state;
	four_commits();
	run("git clone -q --bare --depth 2 file://$PWD/city.git two.git");
	assert_string_equal(told("two.git", "main", "cache"), "a.md=? b/b.md=? c.md=? d.md=4");
	assert_string_equal(told("two.git", "main", "cache"), "a.md=? b/b.md=? c.md=? d.md=4");
	run("git -C two.git fetch -q --depth 3 origin main");
	assert_string_equal(told("two.git", "main", "cache"), "a.md=? b/b.md=? c.md=3 d.md=4");
	run("git -C two.git fetch -q --unshallow origin main");
	assert_string_equal(told("two.git", "main", "cache"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
}

/* Another parent may have been the one that is equal. */
static void a_missing_parent_makes_what_comes_after_it_unknown(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	commit_make(4, 4000, "merge", 2, 3);
	file_put("b.md", "3");
	file_put("c.md", "4");
	repository_made(4);
	run("cd city.git && c=$(git rev-parse c3) && rm -f objects/${c%${c#??}}/${c#??}");
	assert_string_equal(told("city.git", "main", ""), "a.md=2 b.md=? c.md=?");
}

static void a_missing_folder_makes_its_files_unknown(void **state)
{
	(void)state;
	four_commits();
	run("cd city.git && t=$(git rev-parse c1:b) && rm -f objects/${t%${t#??}}/${t#??}");
	assert_string_equal(told("city.git", "main", ""), "a.md=1 b/b.md=? c.md=3 d.md=4");
	run("cd city.git && t=$(git rev-parse main:b) && rm -f objects/${t%${t#??}}/${t#??}");
	assert_string_equal(told("city.git", "main", ""), "a.md=1 c.md=3 d.md=4");
}

static void a_missing_commit_has_no_files(void **state)
{
	(void)state;
	four_commits();
	Repository *repo = repository_opened("city.git");
	const Commit nowhere = { { 1, 2, 3 }, 1 };
	assert_int_equal(history_walk(repo, &nowhere, everything, 1, STR("cache"), &arena).count,
	                 0);
	repository_close(repo);
	assert_int_not_equal(access("cache", F_OK), 0);
}

/* Objects that git would never make: their id is not that of their bytes. */
static void forge(const char *id, const char *kind, const char *bytes, size_t size)
{
	char path[128];
	unsigned char text[4096], packed[8192];
	size_t head = (size_t)snprintf((char *)text, sizeof(text), "%s %zu", kind, size) + 1;
	uLongf packed_size = sizeof(packed);
	memcpy(text + head, bytes, size);
	assert_int_equal(compress(packed, &packed_size, text, head + size), Z_OK);
	snprintf(path, sizeof(path), "city.git/objects/%.2s", id);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "city.git/objects/%.2s/%s", id, id + 2);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fwrite(packed, 1, packed_size, f);
	fclose(f);
}

#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define ID_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void a_forged_history_in_a_circle_ends(void **state)
{
	(void)state;
	char text[512];
	Commit at = { .time = 1 };
	four_commits();
	const char *tree =
		str_terminated(first_line("git -C city.git rev-parse main^{tree}"), &arena);
	for (int i = 0; i < 2; i++) {
		snprintf(text, sizeof(text),
		         "tree %s\nparent %s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n",
		         tree, i ? ID_A : ID_B);
		forge(i ? ID_B : ID_A, "commit", text, strlen(text));
	}
	memset(at.id, 0xaa, sizeof(at.id));
	Repository *repo = repository_opened("city.git");
	History h = history_walk(repo, &at, everything, 1, (Str){ 0 }, &arena);
	assert_int_equal(h.count, 4);
	for (size_t i = 0; i < h.count; i++)
		assert_int_equal(h.items[i].last.time, 0);
	/* Outside of the walk, such a commit is not believed. */
	Object o;
	assert_false(object_read(repo, at.id, OBJECT_COMMIT, 4096, &o));
	repository_close(repo);
}

static void a_forged_folder_within_itself_ends(void **state)
{
	(void)state;
	char tree[64] = "40000 d";
	const char *text = "tree " ID_A "\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n";
	Commit at = { .time = 1 };
	memset(tree + 8, 0xaa, COMMIT_BYTES);
	forge(ID_A, "tree", tree, 8 + COMMIT_BYTES);
	forge(ID_B, "commit", text, strlen(text));
	memset(at.id, 0xbb, sizeof(at.id));
	Repository *repo = repository_opened("city.git");
	assert_int_equal(history_walk(repo, &at, everything, 1, (Str){ 0 }, &arena).count, 0);
	repository_close(repo);
}

static void names_that_no_site_can_have_are_left_out(void **state)
{
	(void)state;
	char name[256];
	memset(name, 'a', 201);
	strcpy(name + 201, ".md");
	commit_make(1, 1000, "first", 0, 0);
	file_put("\"a\\nb.md\"", "1");
	file_put(name, "1");
	file_put("花/見.md", "1");
	repository_made(1);
	assert_told("花/見.md=1");
}

static void a_time_that_cannot_be_is_unknown(void **state)
{
	(void)state;
	commit_make(1, 7258085999, "first", 0, 0);
	file_put("a.md", "1");
	commit_make(2, 7258086000, "too late", 1, 0);
	file_put("b.md", "1");
	repository_made(2);
	assert_string_equal(told("city.git", "main", ""), "a.md=1 b.md=?");
}

/* The cache. */

static Str bytes_of(const char *path)
{
	static char bytes[1 << 16];
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	size_t size = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	return str_copy((Str){ bytes, size }, &arena);
}

static void bytes_put(const char *path, Str bytes)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fwrite(bytes.ptr, 1, bytes.len, f);
	fclose(f);
}

static void the_cache_says_what_the_walk_found(void **state)
{
	(void)state;
	HistoryCache cache;
	four_commits();
	assert_string_equal(told("city.git", "c2", "cache"), "a.md=1 b/b.md=2 c.md=1");
	assert_true(history_cache_parse(bytes_of("cache"), &arena, &cache));
	assert_int_equal(cache.count, 3);
	assert_int_equal(cache.folder_count, 1);
	assert_string_equal(told("city.git", "main", "cache"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
	assert_true(history_cache_parse(bytes_of("cache"), &arena, &cache));
	assert_int_equal(cache.count, 4);
	assert_int_not_equal(access("cache.new", F_OK), 0);
}

/* With another answer written into it, we see whether it was asked. */
static void the_walk_ends_at_the_cached_commit(void **state)
{
	(void)state;
	HistoryCache cache;
	Buf text = { .arena = &arena };
	four_commits();
	told("city.git", "c2", "cache");
	assert_true(history_cache_parse(bytes_of("cache"), &arena, &cache));
	Changed *items = NEW_ARRAY(&arena, Changed, cache.count);
	memcpy(items, cache.items, cache.count * sizeof(*items));
	items[0].last = items[1].last;
	cache.items = items;
	history_cache_render(&cache, &text);
	bytes_put("cache", buf_text(&text));
	assert_string_equal(told("city.git", "main", "cache"), "a.md=2 b/b.md=2 c.md=3 d.md=4");
}

static void an_unchanged_answer_is_not_written_again(void **state)
{
	(void)state;
	struct stat before, after;
	four_commits();
	told("city.git", "main", "cache");
	assert_int_equal(stat("cache", &before), 0);
	told("city.git", "main", "cache");
	assert_int_equal(stat("cache", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
}

static void a_cache_of_another_branch_does_no_harm(void **state)
{
	(void)state;
	fork_at(2000, 3000);
	repository_made(2);
	assert_string_equal(told("city.git", "c3", "cache"), "a.md=1 b.md=3");
	assert_string_equal(told("city.git", "c2", "cache"), "a.md=2 b.md=1");
	assert_string_equal(told("city.git", "c3", "cache"), "a.md=1 b.md=3");
}

static void a_damaged_cache_is_as_good_as_none(void **state)
{
	(void)state;
	four_commits();
	told("city.git", "main", "cache");
	Str sound = bytes_of("cache");
	HistoryCache cache;
	char *copy = str_terminated(sound, &arena);
	for (size_t i = 0; i < sound.len; i++) {
		copy[i] ^= 1;
		assert_false(history_cache_parse((Str){ copy, sound.len }, &arena, &cache));
		copy[i] ^= 1;
		assert_false(history_cache_parse(str_sub(sound, 0, i), &arena, &cache));
	}
	assert_false(history_cache_parse(STR_CONCAT(&arena, sound, STR("\n")), &arena, &cache));
	bytes_put("cache", str_sub(sound, 0, sound.len / 2));
	assert_string_equal(told("city.git", "main", "cache"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
	assert_true(str_equal(bytes_of("cache"), sound));
}

static void a_cache_of_a_rewritten_history_is_not_asked(void **state)
{
	(void)state;
	four_commits();
	told("city.git", "main", "cache");
	Str old = bytes_of("cache");
	run("rm -rf city.git && git init -q --bare -b main city.git");
	commit_make(1, 5000, "first", 0, 0);
	file_put("a.md", "1");
	repository_made(1);
	assert_string_equal(told("city.git", "main", "cache"), "a.md=1");
	assert_false(str_equal(bytes_of("cache"), old));
	bytes_put("cache", old);
	commit_make(1, 5000, "first", 0, 0);
	file_put("a.md", "1");
	commit_make(2, 6000, "second", 1, 0);
	file_put("a.md", "2");
	repository_made(2);
	assert_string_equal(told("city.git", "main", "cache"), "a.md=2");
}

static void a_cache_of_other_folders_is_not_asked(void **state)
{
	(void)state;
	HistoryCache cache;
	four_commits();
	told("city.git", "main", "cache");
	const Str folders[] = { STR("b"), STR("") };
	assert_true(history_cache_load(STR("cache"), everything, 1, &arena, &cache));
	assert_false(history_cache_load(STR("cache"), folders, 1, &arena, &cache));
	assert_false(history_cache_load(STR("cache"), folders, 2, &arena, &cache));
	assert_false(history_cache_load(STR("cache"), folders, 0, &arena, &cache));
	assert_false(history_cache_load(STR("none"), everything, 1, &arena, &cache));
	assert_false(history_cache_load(STR("."), everything, 1, &arena, &cache));
}

static void a_cache_that_cannot_be_written_is_no_error(void **state)
{
	(void)state;
	four_commits();
	assert_string_equal(told("city.git", "main", "none/cache"),
	                    "a.md=1 b/b.md=2 c.md=3 d.md=4");
	run("mkdir full && touch full/x");
	assert_string_equal(told("city.git", "main", "full"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
	assert_int_not_equal(access("full.new", F_OK), 0);
	run("ln -s nowhere cache.new");
	assert_string_equal(told("city.git", "main", "cache"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
	assert_int_not_equal(access("nowhere", F_OK), 0);
	assert_int_equal(access("cache", F_OK), 0);
	run("mkfifo pipe");
	assert_string_equal(told("city.git", "main", "pipe"), "a.md=1 b/b.md=2 c.md=3 d.md=4");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		CASE(each_file_has_the_commit_that_changed_it_last),
		CASE(only_the_folders_asked_for_are_looked_at),
		CASE(files_come_in_the_order_of_their_paths),
		CASE(a_changed_permission_is_a_change),
		CASE(an_old_way_to_write_a_permission_is_no_change),
		CASE(a_file_that_came_back_changed_when_it_did),
		CASE(what_was_taken_back_changed_twice),
		CASE(a_folder_may_have_been_a_file),
		CASE(a_moved_file_changed_when_it_was_moved),
		CASE(a_merge_that_only_joins_changes_nothing),
		CASE(a_merge_that_adds_its_own_changed_that_file),
		CASE(what_a_merge_discarded_never_happened),
		CASE(the_same_change_on_both_sides_is_the_first_parents),
		CASE(histories_without_a_common_beginning_can_be_joined),
		CASE(clocks_do_not_matter),
		CASE(a_silent_commit_is_passed_over),
		CASE(a_silent_merge_gives_a_file_to_the_first_parent_that_has_it),
		CASE(only_a_trailer_silences),
		CASE(behind_the_end_of_a_shallow_clone_nothing_is_known),
		CASE(a_shallow_clones_cache_grows_with_its_depth),
		CASE(a_missing_parent_makes_what_comes_after_it_unknown),
		CASE(a_missing_folder_makes_its_files_unknown),
		CASE(a_missing_commit_has_no_files),
		CASE(a_forged_history_in_a_circle_ends),
		CASE(a_forged_folder_within_itself_ends),
		CASE(names_that_no_site_can_have_are_left_out),
		CASE(a_time_that_cannot_be_is_unknown),
		CASE(the_cache_says_what_the_walk_found),
		CASE(the_walk_ends_at_the_cached_commit),
		CASE(an_unchanged_answer_is_not_written_again),
		CASE(a_cache_of_another_branch_does_no_harm),
		CASE(a_damaged_cache_is_as_good_as_none),
		CASE(a_cache_of_a_rewritten_history_is_not_asked),
		CASE(a_cache_of_other_folders_is_not_asked),
		CASE(a_cache_that_cannot_be_written_is_no_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
