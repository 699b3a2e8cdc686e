package health.keyward.audit.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile or a bundle of entries stands: {@code <N>[.p/<W>]} with {@code N} in groups of three digits (C2SP tlog-tiles).
 *
 * @param index from 0
 * @param width 1 to 256; 256 has no ending
 */
public record TilePath(long index, int width) {
    private static final Pattern SHAPE =
            Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");
    private static final int GROUP = 1000;

    /** Empty when the text is no such path, or one that the specification writes otherwise (leading groups of zeroes). */
    public static Optional<TilePath> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        long index = Long.parseLong(shape.group(1).replace("x", "").replace("/", ""));
        int width = shape.group(2) == null ? Tile.WIDTH : Integer.parseInt(shape.group(2));
        TilePath path = new TilePath(index, width);
        return path.text().equals(text) ? Optional.of(path) : Optional.empty();
    }

    public String text() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%03d", index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            text.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
        }
        return width == Tile.WIDTH ? text.toString() : text + ".p/" + width;
    }

    /** Path of a tile below the root of the log. */
    public static String ofTile(int level, long index, int width) {
        return "tile/" + level + "/" + new TilePath(index, width).text();
    }

    /** Path of a bundle of entries below the root of the log. */
    public static String ofEntries(long index, int width) {
        return "tile/entries/" + new TilePath(index, width).text();
    }
}
