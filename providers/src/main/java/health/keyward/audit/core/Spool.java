package health.keyward.audit.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files on the node's own disk for failed attempts that the database refused. Append-only, each record on the disk before {@code append}
 * returns, sealed under the key-encryption key of its epoch. A record: length and CRC-32 of the rest, epoch (each 4 bytes), sealed bytes.
 */
public final class Spool implements AutoCloseable {
    private static final String OPEN = ".spool";
    private static final String DAMAGED = ".damaged";
    private static final int HEAD = 8;
    private static final int LONGEST = 64 << 20;

    private final Path folder;
    private final KekRing ring;
    private final String run;
    private @Nullable FileChannel current;
    private int files;

    /** @param run names this run of the server, so that no run appends to another one's file */
    public Spool(Path folder, KekRing ring, String run) {
        this.folder = folder;
        this.ring = ring;
        this.run = run;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalStateException("the spool folder cannot be made: " + folder, e);
        }
    }

    /**
     * What a file holds.
     *
     * @param records in the order they were appended, opened
     * @param damagedBytes length of what cannot be read: most often the half of a record that was being written when the power went
     */
    public record Content(List<byte[]> records, long damagedBytes) {}

    /** @throws UncheckedIOException when it is not safely on the disk */
    public synchronized void append(byte[] record) {
        int epoch = ring.newest();
        byte[] sealed = ring.of(epoch).sealForSpool(record);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + 4 + sealed.length);
        bytes.putInt(4 + sealed.length).putInt(0).putInt(epoch).put(sealed);
        bytes.putInt(4, crc(bytes.array(), HEAD, 4 + sealed.length)).flip();
        try {
            FileChannel file = opened();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("the spool did not take a record", e);
        }
    }

    /** Bytes in all files that wait. */
    public long bytes() {
        return waiting().stream().mapToLong(Spool::length).sum();
    }

    /** How much waits, and since when. */
    public SpoolState state(long mostBytes) {
        List<Path> waiting = waiting();
        return new SpoolState(
                waiting.size(),
                waiting.stream().mapToLong(Spool::length).sum(),
                mostBytes,
                waiting.stream().findFirst().flatMap(Spool::writtenAt).orElse(null));
    }

    /** The files to be taken over, oldest first. What is appended from now on goes into a new one. */
    public synchronized List<Path> handOver() {
        close();
        return waiting();
    }

    public Content read(Path file) {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the spool cannot be read", e);
        }
        List<byte[]> records = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(all);
        while (in.remaining() >= HEAD) {
            int length = in.getInt(in.position());
            if (length < 4 || length > LONGEST || length > in.remaining() - HEAD) {
                break;
            }
            Optional<byte[]> record = record(all, in.position(), length);
            if (record.isEmpty()) {
                break;
            }
            records.add(record.get());
            in.position(in.position() + HEAD + length);
        }
        return new Content(records, in.remaining());
    }

    /** What it held is in the database. A file with something unreadable in it is put aside, not deleted. */
    public void done(Path file, Content content) {
        try {
            if (content.damagedBytes() == 0) {
                Files.delete(file);
            } else {
                Files.move(file, file.resolveSibling(file.getFileName() + DAMAGED), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the spool cannot be put away", e);
        }
    }

    @Override
    public synchronized void close() {
        FileChannel open = current;
        current = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a file of the spool cannot be closed", e);
            }
        }
    }

    private Optional<byte[]> record(byte[] all, int place, int length) {
        ByteBuffer in = ByteBuffer.wrap(all, place + 4, all.length - place - 4);
        if (in.getInt() != crc(all, place + HEAD, length)) {
            return Optional.empty();
        }
        int epoch = in.getInt();
        byte[] sealed = new byte[length - 4];
        in.get(sealed);
        return ring.find(epoch).flatMap(kek -> kek.openFromSpool(sealed));
    }

    private FileChannel opened() throws IOException {
        FileChannel open = current;
        if (open == null) {
            Path file = folder.resolve("%013d-%s-%d%s".formatted(next(), run, files++, OPEN));
            open = (FileChannel) Files.newByteChannel(
                    file,
                    java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            current = open;
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
        return open;
    }

    /** One more than the newest file that waits, so that the names sort by age. */
    private long next() {
        List<Path> waiting = waiting();
        return waiting.isEmpty()
                ? 1
                : Long.parseLong(waiting.getLast().getFileName().toString().substring(0, 13)) + 1;
    }

    private List<Path> waiting() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("\\d{13}-.*\\.spool"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool folder cannot be read", e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private static Optional<Instant> writtenAt(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
