/*
 * The floor: the least a program can do that makes a site of this size.
 *
 *   build/bench/floor [-j JOBS] [-n] CONTENT LIST OUT
 *
 * Reads every record file beneath CONTENT, pulls its front matter through
 * libyaml's events, renders its body once with cmark, and then writes the
 * files LIST names (lines of `SIZE PATH`, as find -printf '%s %P\n' prints)
 * beneath OUT, filled from one fixed template. It checks nothing, joins
 * nothing, sorts nothing and knows no area. With -n it fills but does not
 * write, as the product's --dry-run does.
 *
 * It is the measure in `make bench`: what the product takes more than this is
 * what checks, joins, lists and layouts cost.
 */
#include <cmark.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { JOBS_MAX = 64 };

typedef struct Output {
	size_t size;
	char *path;
} Output;

static char **records;
static size_t record_count, record_room;
static Output *outputs;
static size_t output_count, output_room;
static size_t largest;
static char *template;
static bool writes = true;
static atomic_size_t next_record, next_output;
static atomic_size_t events, rendered;

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(3);
}

static void *grown(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	*room = *room ? *room * 2 : 1024;
	list = realloc(list, *room * size);
	if (!list)
		fail("memory");
	return list;
}

static char *whole_file(const char *path, size_t *size)
{
	struct stat facts;
	int fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &facts) != 0)
		fail(path);
	char *bytes = malloc((size_t)facts.st_size + 1);
	if (!bytes || read(fd, bytes, (size_t)facts.st_size) != facts.st_size)
		fail(path);
	close(fd);
	bytes[facts.st_size] = 0;
	*size = (size_t)facts.st_size;
	return bytes;
}

static void pull_events(const char *bytes, size_t size)
{
	yaml_parser_t parser;
	yaml_event_t event;
	if (!yaml_parser_initialize(&parser))
		fail("yaml");
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
	size_t count = 0;
	for (bool more = true; more; count++) {
		if (!yaml_parser_parse(&parser, &event))
			break;
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	atomic_fetch_add(&events, count);
}

/* `---\n` front matter `---\n` body; a file without them is YAML throughout. */
static void read_record(const char *path)
{
	size_t size;
	char *bytes = whole_file(path, &size);
	char *end = strncmp(bytes, "---\n", 4) == 0 ? strstr(bytes + 3, "\n---\n") : NULL;
	if (!end) {
		pull_events(bytes, size);
	} else {
		const char *body = end + 5;
		pull_events(bytes + 4, (size_t)(end + 1 - (bytes + 4)));
		char *html = cmark_markdown_to_html(body, (size_t)(bytes + size - body), CMARK_OPT_VALIDATE_UTF8);
		atomic_fetch_add(&rendered, strlen(html));
		free(html);
	}
	free(bytes);
}

static void write_output(const Output *o, char *page)
{
	memcpy(page, template, o->size);
	if (!writes)
		return;
	int fd = open(o->path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, page, o->size) != (ssize_t)o->size)
		fail(o->path);
	close(fd);
}

static void *read_records(void *unused)
{
	(void)unused;
	for (size_t i; (i = atomic_fetch_add(&next_record, 1)) < record_count;)
		read_record(records[i]);
	return NULL;
}

static void *write_outputs(void *unused)
{
	(void)unused;
	char *page = malloc(largest + 1);
	if (!page)
		fail("memory");
	for (size_t i; (i = atomic_fetch_add(&next_output, 1)) < output_count;)
		write_output(&outputs[i], page);
	free(page);
	return NULL;
}

static void share(int jobs, void *(*work)(void *))
{
	pthread_t threads[JOBS_MAX];
	for (int i = 1; i < jobs; i++)
		if (pthread_create(&threads[i], NULL, work, NULL) != 0)
			fail("thread");
	work(NULL);
	for (int i = 1; i < jobs; i++)
		pthread_join(threads[i], NULL);
}

static int found(const char *path, const struct stat *facts, int type, struct FTW *where)
{
	(void)facts;
	(void)where;
	const char *dot = strrchr(path, '.');
	if (type != FTW_F || !dot || strcmp(dot, ".md") != 0)
		return 0;
	records = grown(records, record_count, &record_room, sizeof(*records));
	records[record_count++] = strdup(path);
	return 0;
}

static void load_list(const char *path)
{
	FILE *list = fopen(path, "r");
	char line[4096];
	if (!list)
		fail(path);
	while (fgets(line, sizeof(line), list)) {
		char *name = strchr(line, ' ');
		if (!name)
			continue;
		name[strcspn(name, "\n")] = 0;
		outputs = grown(outputs, output_count, &output_room, sizeof(*outputs));
		outputs[output_count] = (Output){ strtoul(line, NULL, 10), strdup(name + 1) };
		if (outputs[output_count].size > largest)
			largest = outputs[output_count].size;
		output_count++;
	}
	fclose(list);
}

/* The folders of a path, from the top; those of the path before it are there already. */
static void make_folders(const char *path, const char *previous)
{
	char folder[4096];
	snprintf(folder, sizeof(folder), "%s", path);
	for (char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/')) {
		size_t length = (size_t)(slash - folder) + 1;
		if (previous && strncmp(folder, previous, length) == 0)
			continue;
		*slash = 0;
		mkdir(folder, 0755);
		*slash = '/';
	}
}

int main(int argc, char **argv)
{
	int jobs = 1, option;
	while ((option = getopt(argc, argv, "j:n")) != -1) {
		if (option == 'j')
			jobs = atoi(optarg);
		else if (option == 'n')
			writes = false;
		else
			return 2;
	}
	if (argc - optind != 3 || jobs < 1 || jobs > JOBS_MAX) {
		fprintf(stderr, "usage: floor [-j JOBS] [-n] CONTENT LIST OUT\n");
		return 2;
	}
	if (nftw(argv[optind], found, 64, FTW_PHYS) != 0)
		fail(argv[optind]);
	load_list(argv[optind + 1]);
	template = malloc(largest + 1);
	if (!template)
		fail("memory");
	memset(template, 'k', largest);

	share(jobs, read_records);
	if (writes) {
		if ((mkdir(argv[optind + 2], 0755) != 0 && access(argv[optind + 2], W_OK) != 0) ||
		    chdir(argv[optind + 2]) != 0)
			fail(argv[optind + 2]);
		for (size_t i = 0; i < output_count; i++)
			make_folders(outputs[i].path, i ? outputs[i - 1].path : NULL);
	}
	share(jobs, write_outputs);
	fprintf(stderr, "%zu records, %zu events, %zu bytes of HTML, %zu files\n", record_count,
	        atomic_load(&events), atomic_load(&rendered), output_count);
	return 0;
}
