#include "source/files.h"

const File *file_at(const Files *files, Str path)
{
	size_t low = 0, high = files->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(files->items[middle].source.path, path);
		if (order == 0)
			return &files->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
