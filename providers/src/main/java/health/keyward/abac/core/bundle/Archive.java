package health.keyward.abac.core.bundle;

import health.keyward.abac.core.bundle.BadBundle.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks what {@code opa build} writes, a gzipped tar, into memory and nowhere else. Plain files alone: a link, a device, a name that leads out of the
 * bundle and a name that comes twice are refused.
 */
public final class Archive {
    /** Bytes as they are handed in. */
    public static final int LARGEST_PACKED = 4 * 1024 * 1024;
    /** Bytes of all files together. */
    public static final int LARGEST = 32 * 1024 * 1024;

    public static final int MOST_FILES = 500;

    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 200;
    private static final int LARGEST_PAX = 16 * 1024;

    private final Map<String, byte[]> files = new HashMap<>();
    private long room = LARGEST;
    private @Nullable String longName;

    private Archive() {}

    /** Contents by name, without a leading slash. */
    public static Map<String, byte[]> unpack(byte[] packed) throws BadBundle {
        if (packed.length > LARGEST_PACKED) {
            throw new BadBundle(Fault.TOO_LARGE, "A bundle has at most " + LARGEST_PACKED / 1024 / 1024 + " MiB.");
        }
        var archive = new Archive();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            archive.read(in);
        } catch (IOException e) {
            throw new BadBundle(Fault.UNREADABLE, "This is no gzipped tar archive.");
        }
        return Map.copyOf(archive.files);
    }

    private void read(InputStream in) throws IOException, BadBundle {
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            checked(header);
            entry(in, header);
            header = in.readNBytes(BLOCK);
        }
        if (header.length != BLOCK) {
            throw new BadBundle(Fault.UNREADABLE, "The archive ends too early.");
        }
    }

    private void entry(InputStream in, byte[] header) throws IOException, BadBundle {
        long size = octal(header, 124, 12);
        switch (header[156]) {
            case '0', 0 -> file(named(header), contents(in, size));
            case '5' -> contents(in, size);
            case 'x' -> {
                if (size > LARGEST_PAX) {
                    throw new BadBundle(Fault.TOO_LARGE, "A header of the archive is too long.");
                }
                longName = paxPath(contents(in, size));
            }
            default -> throw new BadBundle(Fault.BAD_NAME, "A bundle has plain files only, no links.");
        }
    }

    private void file(String name, byte[] content) throws BadBundle {
        if (files.size() == MOST_FILES) {
            throw new BadBundle(Fault.TOO_LARGE, "A bundle has at most " + MOST_FILES + " files.");
        }
        if (files.putIfAbsent(name, content) != null) {
            throw new BadBundle(Fault.BAD_NAME, "The file " + name + " is there twice.");
        }
    }

    private byte[] contents(InputStream in, long size) throws IOException, BadBundle {
        if (size > room) {
            throw new BadBundle(Fault.TOO_LARGE, "Unpacked, a bundle has at most " + LARGEST / 1024 / 1024 + " MiB.");
        }
        room -= size;
        byte[] content = in.readNBytes((int) size);
        int rest = (int) ((BLOCK - size % BLOCK) % BLOCK);
        if (content.length != size || in.readNBytes(rest).length != rest) {
            throw new BadBundle(Fault.UNREADABLE, "The archive ends too early.");
        }
        return content;
    }

    private String named(byte[] header) throws BadBundle {
        String given = longName;
        longName = null;
        if (given == null) {
            String prefix = text(header, 345, 155);
            String name = text(header, 0, 100);
            given = prefix.isEmpty() || header[257] != 'u' ? name : prefix + "/" + name;
        }
        return plain(given);
    }

    /** A name as it is signed: {@code ./a} and {@code /a} are {@code a}. */
    static String plain(String given) throws BadBundle {
        String name = given.startsWith("./") ? given.substring(2) : given;
        name = name.startsWith("/") ? name.substring(1) : name;
        boolean good = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.indexOf('\\') < 0
                && name.chars().noneMatch(Character::isISOControl);
        for (String part : name.split("/", -1)) {
            good = good && !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!good) {
            throw new BadBundle(Fault.BAD_NAME, "A file of the bundle has a name that is not allowed.");
        }
        return name;
    }

    private static void checked(byte[] header) throws BadBundle {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new BadBundle(Fault.UNREADABLE, "A header of the archive is damaged.");
        }
    }

    private static long octal(byte[] header, int from, int length) throws BadBundle {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new BadBundle(Fault.UNREADABLE, "A header of the archive is damaged.");
        }
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    /** Records of {@code <length> <key>=<value>\n}. */
    private static @Nullable String paxPath(byte[] records) throws BadBundle {
        String text = new String(records, StandardCharsets.UTF_8);
        String path = null;
        for (String line : text.split("\n")) {
            int space = line.indexOf(' ');
            String record = space < 0 ? "" : line.substring(space + 1);
            if (record.startsWith("path=")) {
                path = record.substring("path=".length());
            } else if (record.startsWith("size=") || record.startsWith("linkpath=")) {
                throw new BadBundle(Fault.UNREADABLE, "The archive uses headers no bundle needs.");
            }
        }
        return path;
    }
}
