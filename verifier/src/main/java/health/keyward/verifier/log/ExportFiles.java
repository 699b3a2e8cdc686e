package health.keyward.verifier.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of an export, by the paths of tlog-tiles; safe to read from several threads. */
public sealed interface ExportFiles extends AutoCloseable {
    /** Larger files than this are not read whole; an entry bundle has at most 256 × 65,537 bytes. */
    int LARGEST = 17 << 20;

    static ExportFiles of(Path export) throws IOException {
        return Files.isDirectory(export) ? new Folder(export) : new Zip(new ZipFile(export.toFile()));
    }

    /** @return null when there is none */
    byte @Nullable [] read(String path) throws IOException;

    /** @return null when there is none */
    @Nullable
    InputStream open(String path) throws IOException;

    boolean has(String path);

    /** Names of the files directly in a folder, sorted. */
    List<String> names(String folder) throws IOException;

    @Override
    void close() throws IOException;

    /** A directory. */
    record Folder(Path root) implements ExportFiles {
        @Override
        public byte @Nullable [] read(String path) throws IOException {
            try (InputStream in = open(path)) {
                return in == null ? null : whole(in, path);
            }
        }

        @Override
        public @Nullable InputStream open(String path) throws IOException {
            Path file = root.resolve(path);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        }

        @Override
        public boolean has(String path) {
            return Files.isRegularFile(root.resolve(path));
        }

        @Override
        public List<String> names(String folder) throws IOException {
            Path at = root.resolve(folder);
            if (!Files.isDirectory(at)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(at)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        }

        @Override
        public void close() {}
    }

    /** A ZIP file. */
    record Zip(ZipFile zip) implements ExportFiles {
        @Override
        public byte @Nullable [] read(String path) throws IOException {
            try (InputStream in = open(path)) {
                return in == null ? null : whole(in, path);
            }
        }

        @Override
        public @Nullable InputStream open(String path) throws IOException {
            ZipEntry entry = zip.getEntry(path);
            return entry == null || entry.isDirectory() ? null : zip.getInputStream(entry);
        }

        @Override
        public boolean has(String path) {
            ZipEntry entry = zip.getEntry(path);
            return entry != null && !entry.isDirectory();
        }

        @Override
        public List<String> names(String folder) {
            String prefix = folder + "/";
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix) && !name.endsWith("/"))
                    .map(name -> name.substring(prefix.length()))
                    .map(name -> name.contains("/") ? name.substring(0, name.indexOf('/')) : name)
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    private static byte[] whole(InputStream in, String path) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IOException(path + " is larger than any file of an export");
        }
        return bytes;
    }
}
