#include "cmd/language.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "ja_JP.UTF-8", "ja:en" → "ja"; NULL when it names neither ja nor en. */
static const char *known(const char *value)
{
	static const char *const languages[] = { "ja", "en" };
	for (int i = 0; value && i < 2; i++) {
		size_t len = strlen(languages[i]);
		if (strncmp(value, languages[i], len) == 0 && !strchr("abcdefghijklmnopqrstuvwxyz", value[len]))
			return languages[i];
		if (strncmp(value, languages[i], len) == 0 && !value[len])
			return languages[i];
	}
	return NULL;
}

static const char *from_environment(void)
{
	static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	for (int i = 0; i < 4; i++) {
		const char *language = known(getenv(variables[i]));
		if (language)
			return language;
	}
	return NULL;
}

Str program_path(Arena *a)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path));
	return len > 0 && len < PATH_MAX ? str_copy((Str){ path, (size_t)len }, a) : (Str){ 0 };
}

/* Beside the program while it is developed, in share/ once it is installed. */
static void bind_messages(void)
{
	Arena scratch = { 0 };
	Str program = program_path(&scratch);
	size_t len = program.len;
	while (len && program.ptr[len - 1] != '/')
		len--;
	const char *folder = str_format(&scratch, "%.*slocale%c", (int)len, program.ptr, 0).ptr;
	if (access(folder, R_OK) != 0)
		folder = str_format(&scratch, "%.*s../share/locale%c", (int)len, program.ptr, 0).ptr;
	if (len) {
		bindtextdomain("keijiban", folder);
		bind_textdomain_codeset("keijiban", "UTF-8");
		textdomain("keijiban");
	}
	arena_free(&scratch);
}

void language_choose(Str wanted, Str site)
{
	char text[16];
	snprintf(text, sizeof(text), "%.*s", STR_ARG(wanted));
	const char *language = known(text);
	if (!language)
		language = from_environment();
	if (!language) {
		snprintf(text, sizeof(text), "%.*s", STR_ARG(site));
		language = known(text);
	}
	setenv("LANGUAGE", language ? language : "ja", 1);
	if (!setlocale(LC_ALL, "C.UTF-8"))
		setlocale(LC_ALL, "C");
	bind_messages();
}

bool language_is_japanese(void)
{
	const char *language = known(getenv("LANGUAGE"));
	return language && strcmp(language, "ja") == 0;
}
