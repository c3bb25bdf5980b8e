#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <git2.h>
#include <zlib.h>

#include "base/buf.h"
#include "source/git.h"
#include "source/tree.h"

/* This program's own way to open a library, so that it can be missing. */
static bool library_is_missing;

void *dlopen(const char *file, int mode)
{
	void *(*real)(const char *, int);
	*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	return library_is_missing ? NULL : real(file, mode);
}

/* Each test has an empty folder, and is in it; git there is configured by nobody. */

static char place[64];
static Arena arena; /* of the test */

static int setup(void **state)
{
	(void)state;
	strcpy(place, access("/dev/shm", W_OK) == 0 ? "/dev/shm/keijiban-git-XXXXXX"
	                                            : "/tmp/keijiban-git-XXXXXX");
	return mkdtemp(place) && chdir(place) == 0 && setenv("HOME", place, 1) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s", place, place);
	arena_free(&arena);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void sh(const char *command)
{
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
	fclose(f);
}

#define COMMIT "git -C city add -A && git -C city commit -qm x"

/* The repository `city` with some content in its work tree and in main. */
static void make_city(void)
{
	sh("git init -q -b main city && mkdir -p city/content/seibu/events city/layouts");
	put("city/content/site.yaml", "name: 市\n");
	put("city/content/a.md", "");
	put("city/content/a-b.md", "1\r\n");
	put("city/content/seibu/events/\u82b1.md", "花\n");
	put("city/content/seibu.md", "2");
	put("city/content/.hidden", "3");
	put("city/layouts/page.mustache", "{{x}}");
	sh(COMMIT);
}

/* What a reader found: paths and bytes, then the problems. */
static Str told(const Files *files, Diag *d)
{
	Buf b = { .arena = &arena };
	for (size_t i = 0; i < files->count; i++) {
		Source s = files->items[i].source;
		assert_int_equal(files->items[i].changed, DAY_NONE);
		buf_format(&b, "%.*s=%zu ", STR_ARG(s.path), s.bytes.len);
		buf_str(&b, str_sub(s.bytes, 0, 64));
		buf_char(&b, ';');
	}
	diag_sort(d);
	for (size_t i = 0; i < d->count; i++) {
		const Problem *p = &d->problems[i];
		buf_format(&b, "%d %.*s %.*s %.*s %.*s;", (int)p->level, STR_ARG(p->code),
		           STR_ARG(p->path), STR_ARG(p->message), STR_ARG(p->hint));
	}
	buf_char(&b, '\0');
	return buf_text(&b);
}

static Str told_by_tree(const char *root)
{
	Diag d = { 0 };
	Files files = sources_take(sources_of_tree(str_from(root), STR("content"), &d), 2, &d);
	Str text = told(&files, &d);
	files_drop(&files);
	diag_free(&d);
	return text;
}

static Str told_by_git(const char *path, const char *revision, const char *folder, int jobs)
{
	Diag d = { 0 };
	Files files = { 0 };
	Commit commit;
	Repository *repo = repository_open(str_from(path), (Str){ 0 }, &d);
	if (repo && repository_resolve(repo, str_from(revision), &commit, &d))
		files = sources_take(sources_of_git(repo, &commit, str_from(folder), STR("content"), &d), jobs, &d);
	Str text = told(&files, &d);
	files_drop(&files);
	repository_close(repo);
	diag_free(&d);
	return text;
}

static void assert_same(const char *root, const char *repo)
{
	Str tree = told_by_tree(root);
	for (int jobs = 1; jobs < 5; jobs += 2)
		assert_string_equal(told_by_git(repo, "HEAD", "content", jobs).ptr, tree.ptr);
}

/* "code path;" of every problem. */
static const char *codes(const char *path, const char *revision, const char *folder)
{
	Buf b = { .arena = &arena };
	Diag d = { 0 };
	Commit commit;
	Repository *repo = repository_open(str_from(path), (Str){ 0 }, &d);
	if (repo && repository_resolve(repo, str_from(revision), &commit, &d)) {
		Files files =
			sources_take(sources_of_git(repo, &commit, str_from(folder), STR("content"), &d), 2, &d);
		files_drop(&files);
	}
	repository_close(repo);
	diag_sort(&d);
	for (size_t i = 0; i < d.count; i++) {
		buf_format(&b, "%.*s %.*s;", STR_ARG(d.problems[i].code),
		           STR_ARG(d.problems[i].path));
		assert_true(d.problems[i].message.len > 0 && d.problems[i].hint.len > 0);
	}
	diag_free(&d);
	buf_char(&b, '\0');
	return buf_text(&b).ptr;
}

static void a_revision_gives_what_its_checkout_gives(void **state)
{
	(void)state;
	make_city();
	assert_same("city/content", "city");
	sh("git clone -q --bare city bare.git");
	assert_same("city/content", "bare.git");
	sh("git -C bare.git repack -adfq && git -C bare.git prune-packed -q");
	assert_same("city/content", "bare.git");
	sh("git -C city worktree add -q ../other -b other && cd other && git rm -q content/a.md && "
	   "git commit -qm y");
	assert_same("other/content", "other");
	sh("git clone -q --shared city borrowed");
	assert_same("city/content", "borrowed");
	sh("git clone -q --depth 1 \"file://$PWD/other\" shallow");
	assert_same("other/content", "shallow");
}

static void what_is_wrong_with_a_checkout_is_wrong_with_its_revision(void **state)
{
	(void)state;
	make_city();
	sh("cd city/content && mkdir -p d/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e && "
	   "echo 1 >d/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e/e/x.md && echo 1 >d/e/y.md && "
	   "ln -s a.md link.md && ln -s seibu link && echo 1 >Hana.md && echo 2 >hana.md && "
	   "echo 1 >'a:b.md' && echo 1 >'con.md' && echo 1 >b.doc && echo 1 >b.md~ && "
	   "head -c 4194304 /dev/zero >4.md && head -c 4194305 /dev/zero >5.md");
	put("city/content/か\u3099.md", "1");
	put("city/content/が.md", "2");
	put("city/content/esc\x1b[31m\n.md", "3");
	put("city/content/\xff.md", "4");
	sh(COMMIT);
	assert_non_null(strstr(codes("city", "HEAD", "content"), "folder-deep"));
	assert_same("city/content", "city");
	sh("git -C city gc -q");
	assert_same("city/content", "city");
}

static void the_folder_is_a_path_inside_the_revision(void **state)
{
	(void)state;
	make_city();
	Str plain = told_by_git("city", "HEAD", "content/seibu/events", 1);
	assert_string_equal(plain.ptr, "content/花.md=4 花\n;");
	assert_string_equal(told_by_git("city", "HEAD", "./content//seibu/events/", 1).ptr,
	                    plain.ptr);
	assert_int_equal(
		strncmp(told_by_git("city", "HEAD", "", 1).ptr, "content/content/a-b.md=", 23), 0);
	static const char *const absent[] = { "nowhere", "content/a.md", "content/../content",
		                              "content/SEIBU" };
	for (size_t i = 0; i < sizeof(absent) / sizeof(*absent); i++)
		assert_string_equal(codes("city", "HEAD", absent[i]), "revision-folder city;");
}

static void a_revision_is_whatever_names_one_commit(void **state)
{
	(void)state;
	make_city();
	sh("cd city && git tag light && git tag -a -m x heavy && git tag blob HEAD:content/a.md && "
	   "git branch -q yokohama && git commit -q --allow-empty -m z");
	static const struct {
		const char *revision, *codes;
	} cases[] = {
		{ "HEAD", "" },
		{ "main", "" },
		{ "main~1", "" },
		{ "light", "" },
		{ "heavy", "" },
		{ "refs/heads/main", "" },
		{ "yokohame", "revision-unknown city;" },
		{ "main~7", "revision-unknown city;" },
		{ "main..light", "revision-unknown city;" },
		{ "-x", "revision-unknown city;" },
		{ "0123456789012345678901234567890123456789", "revision-unknown city;" },
		{ "blob", "revision-kind city;" },
		{ "main:content", "revision-kind city;" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (strcmp(codes("city", cases[i].revision, "content"), cases[i].codes) != 0)
			fail_msg("%s", cases[i].revision);
	assert_non_null(strstr(told_by_git("city", "yokohame", "content", 1).ptr, "'yokohama'"));
}

static void a_whole_id_is_only_itself(void **state)
{
	(void)state;
	make_city();
	sh("cd city && git commit -q --allow-empty -m z && git rev-parse main >../id && "
	   "git update-ref refs/heads/$(git rev-parse main) main~1");
	char id[64] = "";
	FILE *f = fopen("id", "r");
	assert_non_null(fgets(id, 41, f));
	fclose(f);
	Diag d = { 0 };
	Commit commit;
	Repository *repo = repository_open(STR("city"), (Str){ 0 }, &d);
	assert_true(repository_resolve(repo, str_from(id), &commit, &d));
	assert_true(str_equal(commit_hex(&commit, &arena), str_from(id)));
	assert_true(commit.time > 0);
	repository_close(repo);
	diag_free(&d);
}

static void what_cannot_be_opened_is_told(void **state)
{
	(void)state;
	make_city();
	sh("git init -q --bare empty.git && git init -q --bare --object-format=sha256 sha256.git "
	   "&& "
	   "git init -q --bare -b trunk unborn.git && git -C city push -q ../unborn.git main && "
	   "git init -q broken && echo '[core' >broken/.git/config && echo x >file");
	assert_string_equal(codes("nowhere", "HEAD", ""), "repository-absent nowhere;");
	assert_string_equal(codes("file", "HEAD", ""), "repository-absent file;");
	assert_string_equal(codes("city/content", "HEAD", ""), "repository-absent city/content;");
	assert_string_equal(codes("empty.git", "HEAD", ""), "repository-empty empty.git;");
	assert_string_equal(codes("empty.git", "main", ""), "repository-empty empty.git;");
	assert_string_equal(codes("sha256.git", "HEAD", ""), "repository-sha256 sha256.git;");
	assert_string_equal(codes("unborn.git", "HEAD", ""), "revision-unborn unborn.git;");
	assert_string_equal(codes("unborn.git", "main", "content"), "");
	assert_string_equal(codes("broken", "HEAD", ""), "repository-unreadable broken;");
}

static void a_strangers_repository_is_opened_when_it_is_trusted(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();
	make_city();
	sh("git clone -q --bare city bare.git && chown -R 12345 city bare.git");
	for (int i = 0; i < 2; i++) { /* without a global configuration, and with one */
		assert_string_equal(codes("city", "HEAD", "content"), "repository-foreign city;");
		assert_string_equal(codes("city/.git", "HEAD", "content"),
		                    "repository-foreign city/.git;");
		assert_string_equal(codes("bare.git", "HEAD", "content"),
		                    "repository-foreign bare.git;");
		sh("git config --global user.name x");
	}
	/* To the letter what the message says. */
	const char *text = told_by_git("city/.git", "HEAD", "content", 1).ptr;
	const char *cure = strstr(text, "git config --global --add safe.directory '");
	assert_non_null(cure);
	*strchr(cure, ';') = '\0';
	sh(cure);
	assert_string_equal(codes("city", "HEAD", "content"), "");
	assert_string_equal(codes("bare.git", "HEAD", "content"), "repository-foreign bare.git;");
}

static void objects_in_quarantine_are_seen_when_told(void **state)
{
	(void)state;
	make_city();
	sh("git clone -q --bare city bare.git && mkdir quarantine && echo 3 >city/content/new.md "
	   "&& "
	   "git -C city add -A && export GIT_DIR=$PWD/bare.git GIT_WORK_TREE=$PWD/city "
	   "GIT_INDEX_FILE=$PWD/index GIT_OBJECT_DIRECTORY=$PWD/quarantine "
	   "GIT_ALTERNATE_OBJECT_DIRECTORIES=$PWD/bare.git/objects && "
	   "git add content && git commit-tree -m x $(git write-tree) >id");
	char id[64] = "";
	FILE *f = fopen("id", "r");
	assert_non_null(fgets(id, 41, f));
	fclose(f);
	assert_string_equal(codes("bare.git", id, "content"), "revision-unknown bare.git;");
	Diag d = { 0 };
	Commit commit;
	char path[128];
	snprintf(path, sizeof(path), "%s/quarantine", place);
	Repository *repo = repository_open(STR("bare.git"), str_from(path), &d);
	assert_non_null(repo);
	assert_true(repository_resolve(repo, str_from(id), &commit, &d));
	assert_true(str_equal(commit_hex(&commit, &arena), str_from(id)));
	Files files = sources_take(sources_of_git(repo, &commit, STR("content"), STR("content"), &d), 1, &d);
	assert_string_equal(told(&files, &d).ptr, told_by_tree("city/content").ptr);
	files_drop(&files);
	repository_close(repo);
	diag_free(&d);
}

static void a_missing_library_is_told(void **state)
{
	(void)state;
	Diag d = { 0 };
	Str prefix;
	make_city();
	library_is_missing = true;
	assert_null(repository_open(STR("city"), (Str){ 0 }, &d));
	assert_null(repository_around(STR("city/content"), &prefix, &arena, &d));
	assert_null(repository_around(STR("."), &prefix, &arena, &d));
	library_is_missing = false;
	assert_int_equal(d.world, 2);
	assert_true(str_equal(d.problems[0].code, STR("git-library")));
	diag_free(&d);
}

static void the_repository_around_a_folder(void **state)
{
	(void)state;
	make_city();
	sh("mkdir -p plain/x && git clone -q --depth 1 \"file://$PWD/city\" shallow && "
	   "git clone -q --bare city bare.git && git init -q broken && mkdir broken/x && "
	   "echo '[core' >broken/.git/config && ln -s ../city/content plain/link && mkdir city2");
	static const struct {
		const char *folder, *prefix;
		bool shallow;
	} cases[] = {
		{ "city", "", false },
		{ "city/content/seibu", "content/seibu", false },
		{ "city/content/", "content", false },
		{ "plain/link", "content", false },
		{ "shallow/content", "content", true },
		{ "plain/x", NULL, false },
		{ "nowhere", NULL, false },
		{ "bare.git/objects", NULL, false },
		{ "broken/x", NULL, false },
		{ "city2", NULL, false },
	};
	Diag d = { 0 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Str prefix;
		Repository *repo = repository_around(str_from(cases[i].folder), &prefix, &arena, &d);
		if (!repo != !cases[i].prefix)
			fail_msg("%s", cases[i].folder);
		if (repo) {
			assert_true(str_equal(prefix, str_from(cases[i].prefix)));
			assert_int_equal(repository_depth(repo) != 0, cases[i].shallow);
		}
		repository_close(repo);
	}
}

/* Objects that git would not write. */

static git_repository *forge;

static git_oid write_object(git_object_t type, Str bytes)
{
	git_odb *odb;
	git_oid id;
	assert_int_equal(git_repository_odb(&odb, forge), 0);
	assert_int_equal(git_odb_write(&id, odb, bytes.len ? bytes.ptr : "", bytes.len, type), 0);
	git_odb_free(odb);
	return id;
}

static void add(Buf *tree, const char *mode, Str name, git_oid id)
{
	buf_format(tree, "%s ", mode);
	buf_str(tree, name);
	buf_char(tree, '\0');
	buf_str(tree, (Str){ (const char *)id.id, GIT_OID_RAWSZ });
}

static git_oid tree_of(const Buf *tree)
{
	return write_object(GIT_OBJECT_TREE, buf_text(tree));
}

/* main becomes a commit whose folder `content` is that tree. */
static void push(git_oid content)
{
	Buf top = { .arena = &arena };
	add(&top, "40000", STR("content"), content);
	git_oid root = tree_of(&top);
	Str text = str_format(&arena,
	                      "tree %s\nauthor a <a@b> 0 +0000\ncommitter a <a@b> 0 +0000\n\nx\n",
	                      git_oid_tostr_s(&root));
	git_oid commit = write_object(GIT_OBJECT_COMMIT, text);
	git_reference *main;
	assert_int_equal(git_reference_create(&main, forge, "refs/heads/main", &commit, 1, NULL),
	                 0);
	git_reference_free(main);
}

static int setup_forge(void **state)
{
	if (setup(state) != 0)
		return -1;
	sh("git init -q --bare -b main forge.git");
	git_libgit2_init();
	return git_repository_open(&forge, "forge.git");
}

static int teardown_forge(void **state)
{
	git_repository_free(forge);
	git_libgit2_shutdown();
	return teardown(state);
}

static void forged_names_are_refused(void **state)
{
	(void)state;
	git_oid blob = write_object(GIT_OBJECT_BLOB, STR("x")),
		empty = write_object(GIT_OBJECT_TREE, (Str){ 0 });
	char longest[300];
	memset(longest, 'a', sizeof(longest));
	const struct {
		const char *mode;
		Str name;
		const char *code;
	} cases[] = {
		{ "100644", STR("."), "name-forged" },
		{ "40000", STR(".."), "name-forged" },
		{ "40000", STR(".git"), "name-forged" },
		{ "100644", STR(".gIt"), "name-forged" },
		{ "100644", STR("../../x.md"), "name-forged" },
		{ "100644", STR("/etc/x.md"), "name-forged" },
		{ "40000", STR("a/b"), "name-forged" },
		{ "100644", STR("a\nb.md"), "name-hidden" },
		{ "100644", STR("a\x1b[31m.md"), "name-hidden" },
		{ "100644", STR("a\u202edm.md"), "name-hidden" },
		{ "100644", STR("\xff\xfe.md"), "name-utf8" },
		{ "100644", STR("a\\b.md"), "name-sign" },
		{ "100644", { longest, sizeof(longest) }, "name-long" },
		{ "120000", STR("a.md"), "file-link" },
		{ "160000", STR("a.md"), "folder-module" },
		{ "10644", STR("a.md"), "file-kind" },
		{ "60000", STR("a.md"), "file-kind" },
		{ "0", STR("a.md"), "file-kind" },
		{ "40000", STR("a.md"), NULL },
		{ "100664", STR("a.md"), NULL },
		{ "100755", STR("a.md"), NULL },
		{ "100644", STR(".gitignore"), NULL },
		{ "100644", STR("...md"), NULL },
		{ "100644", STR("a.md~"), NULL },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Buf tree = { .arena = &arena };
		add(&tree, cases[i].mode, cases[i].name, *cases[i].mode == '4' ? empty : blob);
		push(tree_of(&tree));
		const char *found = codes("forge.git", "main", "content");
		size_t len = cases[i].code ? strlen(cases[i].code) : 0;
		if (strncmp(found, cases[i].code ? cases[i].code : "", len) != 0 ||
		    (!len && *found))
			fail_msg("case %zu: %s", i, found);
		assert_null(strpbrk(found, "\n\x1b\xff"));
	}
}

static void a_name_occurs_once_whatever_the_tree_says(void **state)
{
	(void)state;
	git_oid x = write_object(GIT_OBJECT_BLOB, STR("x")),
		y = write_object(GIT_OBJECT_BLOB, STR("y"));
	Buf inner = { .arena = &arena }, tree = { .arena = &arena };
	add(&inner, "100644", STR("in.md"), x);
	git_oid folder = tree_of(&inner);
	add(&tree, "100644", STR("b.md"), x);
	add(&tree, "40000", STR("b.md"), folder);
	add(&tree, "100644", STR("a.md"), y); /* nor in order */
	add(&tree, "100644", STR("c.md"), x);
	add(&tree, "100644", STR("c.md"), y);
	add(&tree, "40000", STR("b"), folder);
	add(&tree, "100644", STR("b"), x);
	push(tree_of(&tree));
	assert_string_equal(
		codes("forge.git", "main", "content"),
		"name-repeated content/b;name-repeated content/b.md;name-repeated content/c.md;");
	const char *files =
		"content/a.md=1 y;content/b.md=1 x;content/b/in.md=1 x;content/c.md=1 x;";
	for (int jobs = 1; jobs < 3; jobs++)
		assert_int_equal(strncmp(told_by_git("forge.git", "main", "content", jobs).ptr,
		                         files, strlen(files)),
		                 0);
}

/* Ten times ten times ten …: 10^10 paths from ten trees of ten lines. */
static void a_bomb_ends_at_the_limits(void **state)
{
	(void)state;
	git_oid at = write_object(GIT_OBJECT_BLOB, STR("boom"));
	for (int level = 0; level < 10; level++) {
		Buf tree = { .arena = &arena };
		for (int i = 0; i < 10; i++)
			add(&tree, level ? "40000" : "100644",
			    str_format(&arena, level ? "%d" : "%d.md", i), at);
		at = tree_of(&tree);
	}
	push(at);
	assert_string_equal(codes("forge.git", "main", "content"), "folder-full content;");
}

static void three_thousand_folders_deep_is_too_deep(void **state)
{
	(void)state;
	git_oid at = write_object(GIT_OBJECT_TREE, (Str){ 0 });
	for (int level = 0; level < 3000; level++) {
		Buf tree = { .arena = &arena };
		add(&tree, "40000", STR("d"), at);
		at = tree_of(&tree);
	}
	push(at);
	assert_string_equal(codes("forge.git", "main", "content"),
	                    "folder-deep content/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d;");
}

/* A loose object that begins as one of that type and size, and has nothing more. */
static git_oid write_claim(const char *header, int digit)
{
	git_oid id;
	unsigned char packed[256];
	uLongf size = sizeof(packed);
	memset(id.id, digit, sizeof(id.id));
	assert_int_equal(compress(packed, &size, (const unsigned char *)header, strlen(header) + 1),
	                 Z_OK);
	const char *hex = git_oid_tostr_s(&id);
	char path[128];
	snprintf(path, sizeof(path), "forge.git/objects/%.2s", hex);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "forge.git/objects/%.2s/%s", hex, hex + 2);
	FILE *f = fopen(path, "wb");
	assert_int_equal(fwrite(packed, 1, size, f), size);
	fclose(f);
	return id;
}

/* Reading them would say that they are damaged. */
static void sizes_are_asked_before_anything_is_read(void **state)
{
	(void)state;
	Buf tree = { .arena = &arena };
	add(&tree, "100644", STR("a.md"), write_claim("blob 4194305", 0x11));
	add(&tree, "100644", STR("b.md"), write_claim("blob 999999999999", 0x22));
	add(&tree, "100644", STR("c.md"), write_claim("blob 4194304", 0x33));
	push(tree_of(&tree));
	assert_string_equal(
		codes("forge.git", "main", "content"),
		"file-size content/a.md;file-size content/b.md;object-damaged content/c.md;");
	push(write_claim("tree 50331649", 0x44));
	assert_string_equal(codes("forge.git", "main", "content"), "folder-full content;");
	push(write_claim("tree 999999999999", 0x55));
	assert_string_equal(codes("forge.git", "main", "content"), "folder-full content;");
}

static void objects_of_another_kind_or_hash_are_damage(void **state)
{
	(void)state;
	git_oid blob = write_object(GIT_OBJECT_BLOB, STR("x")),
		folder = write_object(GIT_OBJECT_TREE, (Str){ 0 });
	git_oid absent = blob;
	absent.id[0] ^= 1;
	Buf tree = { .arena = &arena };
	add(&tree, "40000", STR("a"), blob);
	add(&tree, "100644", STR("b.md"), folder);
	add(&tree, "100644", STR("c.md"),
	    write_claim("blob 0", 0x11)); /* sound, under a false name */
	add(&tree, "40000", STR("d"), write_object(GIT_OBJECT_TREE, STR("100644 x")));
	push(tree_of(&tree));
	assert_string_equal(codes("forge.git", "main", "content"),
	                    "object-damaged content/a;object-damaged content/b.md;object-damaged "
	                    "content/c.md;object-damaged content/d;");
	tree.len = 0;
	add(&tree, "40000", STR("a"), absent);
	add(&tree, "100644", STR("b.md"), absent);
	add(&tree, "100644", STR("c.md"), absent);
	push(tree_of(&tree));
	assert_string_equal(codes("forge.git", "main", "content"), "object-missing content/a;");
	push(absent);
	assert_string_equal(codes("forge.git", "main", "content"), "object-missing content;");
	push(blob);
	assert_string_equal(codes("forge.git", "main", "content"), "object-damaged content;");
}

#define TEST(name)  cmocka_unit_test_setup_teardown(name, setup, teardown)
#define FORGE(name) cmocka_unit_test_setup_teardown(name, setup_forge, teardown_forge)

int main(void)
{
	static const char *const settings[][2] = {
		{ "GIT_CONFIG_NOSYSTEM", "1" },   { "GIT_AUTHOR_NAME", "a" },
		{ "GIT_AUTHOR_EMAIL", "a@b" },    { "GIT_COMMITTER_NAME", "a" },
		{ "GIT_COMMITTER_EMAIL", "a@b" }, { "LC_ALL", "C" },
	};
	static const char *const others[] = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
		                              "XDG_CONFIG_HOME" };
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
		setenv(settings[i][0], settings[i][1], 1);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		unsetenv(others[i]);
	const struct CMUnitTest tests[] = {
		TEST(a_missing_library_is_told),
		TEST(a_revision_gives_what_its_checkout_gives),
		TEST(what_is_wrong_with_a_checkout_is_wrong_with_its_revision),
		TEST(the_folder_is_a_path_inside_the_revision),
		TEST(a_revision_is_whatever_names_one_commit),
		TEST(a_whole_id_is_only_itself),
		TEST(what_cannot_be_opened_is_told),
		TEST(a_strangers_repository_is_opened_when_it_is_trusted),
		TEST(objects_in_quarantine_are_seen_when_told),
		TEST(the_repository_around_a_folder),
		FORGE(forged_names_are_refused),
		FORGE(a_name_occurs_once_whatever_the_tree_says),
		FORGE(a_bomb_ends_at_the_limits),
		FORGE(three_thousand_folders_deep_is_too_deep),
		FORGE(sizes_are_asked_before_anything_is_read),
		FORGE(objects_of_another_kind_or_hash_are_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
