package health.keyward.audit.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key files of this node: one file {@code kek-N} per epoch N in one folder, the same on every node. A file that appears later is found when it is
 * first asked for; a file that is gone opens nothing any more after the next start.
 */
public final class KekRing {
    private static final Pattern NAME = Pattern.compile("kek-([1-9][0-9]{0,8})");

    private final Path folder;
    private volatile Map<Integer, Kek> keys;

    private KekRing(Path folder, Map<Integer, Kek> keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** @throws IllegalStateException when the folder cannot be read or holds no key file */
    public static KekRing in(Path folder) {
        Map<Integer, Kek> keys = read(folder);
        if (keys.isEmpty()) {
            throw new IllegalStateException("there is no key file kek-1 in " + folder);
        }
        return new KekRing(folder, keys);
    }

    /** @throws IllegalStateException when this node has no file of that epoch */
    public Kek of(int epoch) {
        return find(epoch)
                .orElseThrow(() -> new IllegalStateException("key file kek-" + epoch + " is not in " + folder));
    }

    public Optional<Kek> find(int epoch) {
        Kek known = keys.get(epoch);
        if (known == null) {
            keys = read(folder);
            known = keys.get(epoch);
        }
        return Optional.ofNullable(known);
    }

    /** Numbers of the files this node has now; one that has come since the start is among them. */
    public Set<Integer> epochs() {
        return Set.copyOf(read(folder).keySet());
    }

    public int newest() {
        return keys.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static Map<Integer, Kek> read(Path folder) {
        Map<Integer, Kek> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    int epoch = Integer.parseInt(name.group(1));
                    keys.put(epoch, new Kek(epoch, Files.readAllBytes(file)));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the folder of key-encryption keys cannot be read: " + folder, e);
        }
        return Map.copyOf(keys);
    }
}
