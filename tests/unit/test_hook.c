#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cmd/hook_script.h"
#include "cmd/pushed.h"

#define HASH "0123456789abcdef0123456789abcdef01234567"
#define ZERO "0000000000000000000000000000000000000000"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

static void same(Str actual, const char *expected)
{
	if (!str_equal(actual, str_from(expected)))
		fail_msg("'%.*s' is not '%s'", STR_ARG(actual), expected);
}

static void test_any_word_is_one_word_for_the_shell(void **state)
{
	(void)state;
	static const char *const words[] = {
		"", "main", "a b", "'", "''", "it's", "\"$HOME\" `id` \\", "-n", "*", "掲示板 の", "a\nb", "$(exit 3)", "'\\''",
	};
	Arena a = { 0 };
	for (size_t i = 0; i < ROWS(words); i++) {
		char told[64];
		Str command = STR_CONCAT(&a, STR("printf %s "), shell_quoted(str_from(words[i]), &a));
		FILE *shell = popen(str_terminated(command, &a), "r");
		assert_non_null(shell);
		size_t len = fread(told, 1, sizeof(told), shell);
		assert_int_equal(pclose(shell), 0);
		same((Str){ told, len }, words[i]);
	}
	arena_free(&a);
}

static HookWords words(void)
{
	return (HookWords){ .program = STR("/usr/bin/keijiban"), .out = STR("/srv/o'ut"), .branch = STR("main"),
		            .content = STR("content"), .layouts = STR("lay outs") };
}

static void test_a_hook_is_one_call_of_the_program(void **state)
{
	(void)state;
	Arena a = { 0 };
	HookWords w = words();
	same(hook_script(HOOK_CHECKS, &w, &a),
	     "#!/bin/sh\n# Written by 'keijiban hook install', which replaces it when it runs again.\n"
	     "exec '/usr/bin/keijiban' hook pre-receive . --rev 'main' --content 'content' --layouts 'lay outs'\n");
	w.lang = STR("en");
	w.allow_gap = true;
	same(hook_call(HOOK_PUBLISHES, &w, &a),
	     "'/usr/bin/keijiban' hook post-receive . --rev 'main' --content 'content' --layouts 'lay outs' "
	     "--out '/srv/o'\\''ut' --allow-gap --lang 'en'");
	arena_free(&a);
}

static void test_only_what_was_written_here_is_ours(void **state)
{
	(void)state;
	Arena a = { 0 };
	HookWords w = words();
	for (int kind = 0; kind < HOOKS; kind++)
		assert_true(hook_is_ours(hook_script((HookKind)kind, &w, &a)));
	assert_false(hook_is_ours(STR("")));
	assert_false(hook_is_ours(STR("#!/bin/sh\n")));
	assert_false(hook_is_ours(STR("#!/bin/sh\necho\n# Written by 'keijiban hook install', which replaces it when it runs again.\n")));
	arena_free(&a);
}

static void test_lines_of_a_push(void **state)
{
	(void)state;
	Pushed p;
	assert_true(pushed_parse(STR(ZERO " " HASH " refs/heads/main\n"), &p));
	same(p.revision, HASH);
	same(p.ref, "refs/heads/main");
	assert_false(p.deletes);
	assert_true(pushed_parse(STR(HASH " " ZERO " refs/heads/\xe3\x81\xbe\xe3\x81\xa1"), &p));
	assert_true(p.deletes);
	same(p.ref, "refs/heads/\xe3\x81\xbe\xe3\x81\xa1");
	static const char *const wrong[] = {
		"", "\n", HASH, HASH " " HASH, HASH " " HASH " ", HASH " " HASH "\n", HASH "  " HASH " refs/heads/main",
		"x" HASH " " HASH " refs/heads/main", HASH " main refs/heads/main", HASH " " HASH "0 refs/heads/main",
	};
	for (size_t i = 0; i < ROWS(wrong); i++)
		if (pushed_parse(str_from(wrong[i]), &p))
			fail_msg("'%s' was taken for a push", wrong[i]);
}

static void test_a_branch_by_either_name(void **state)
{
	(void)state;
	Arena a = { 0 };
	same(branch_ref(STR("main"), &a), "refs/heads/main");
	same(branch_ref(STR("refs/heads/main"), &a), "refs/heads/main");
	same(branch_ref(STR("a/b"), &a), "refs/heads/a/b");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_word_is_one_word_for_the_shell),
		cmocka_unit_test(test_a_hook_is_one_call_of_the_program),
		cmocka_unit_test(test_only_what_was_written_here_is_ours),
		cmocka_unit_test(test_lines_of_a_push),
		cmocka_unit_test(test_a_branch_by_either_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
