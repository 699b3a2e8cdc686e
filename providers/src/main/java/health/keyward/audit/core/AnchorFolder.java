package health.keyward.audit.core;

import health.keyward.audit.core.Anchors.Growth;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder to which checkpoints are only ever added: {@code checkpoint-<epoch>-<size>}, created anew and forced to the disk with their folder. That
 * nobody takes one away is the operator's part: another machine, write-once storage, {@code chattr +a}.
 */
final class AnchorFolder implements Anchor {
    private static final Pattern NAME = Pattern.compile("checkpoint-([1-9][0-9]{0,8})-(0|[1-9][0-9]{0,17})");

    private final Path folder;
    private final Origin origin;
    private final List<Vkey> keys;

    /** @param keys of the log; a file counts when one of them signed it */
    AnchorFolder(Path folder, Origin origin, List<Vkey> keys) {
        this.folder = folder;
        this.origin = origin;
        this.keys = List.copyOf(keys);
    }

    @Override
    public String name() {
        return "directory " + folder;
    }

    private record Kept(Path file, int epoch, long size) {}

    @Override
    public Optional<Newest> newest(Origin of, Duration most) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Kept> newestFirst = files.map(AnchorFolder::kept)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(Kept::epoch)
                            .thenComparingLong(Kept::size)
                            .reversed())
                    .toList();
            for (Kept kept : newestFirst) {
                Optional<TreeHead> head = read(kept, of);
                if (head.isPresent()) {
                    return Optional.of(new Newest.Remembered(name(), head));
                }
            }
            return Optional.of(new Newest.Remembered(name(), Optional.empty()));
        } catch (IOException e) {
            return Optional.of(
                    new Newest.Silent(name(), "cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private static Optional<Kept> kept(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new Kept(file, Integer.parseInt(name.group(1)), Long.parseLong(name.group(2))))
                : Optional.empty();
    }

    /** Empty for what this log did not sign: half a file after a crash, or somebody else's. */
    private Optional<TreeHead> read(Kept kept, Origin of) throws IOException {
        try {
            SignedNote note = SignedNote.parse(Files.readString(kept.file(), StandardCharsets.UTF_8));
            TreeHead head = Checkpoint.head(note);
            boolean ours = keys.stream().anyMatch(key -> key.signed(note));
            return ours && of.epochOf(head) == kept.epoch() && head.size() == kept.size()
                    ? Optional.of(head)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Told publish(TreeHead head, String note, Growth growth, Duration most) {
        Path file = folder.resolve("checkpoint-" + origin.epochOf(head) + "-" + head.size());
        try {
            write(file, note.getBytes(StandardCharsets.UTF_8));
            return new Told.Kept(name(), List.of());
        } catch (FileAlreadyExistsException e) {
            return again(file, head);
        } catch (IOException e) {
            return new Told.Failed(name(), "cannot be written: " + e.getClass().getSimpleName());
        }
    }

    private static void write(Path file, byte[] note) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(note);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Told again(Path file, TreeHead head) {
        try {
            Optional<TreeHead> there = read(new Kept(file, origin.epochOf(head), head.size()), origin);
            if (there.isEmpty()) {
                return new Told.Failed(name(), file.getFileName() + " is there and cannot be read");
            }
            return there.get().equals(head)
                    ? new Told.Kept(name(), List.of())
                    : new Told.Refused(name(), "another root is kept at this size", there);
        } catch (IOException e) {
            return new Told.Failed(name(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
