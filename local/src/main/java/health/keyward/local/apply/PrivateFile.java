package health.keyward.local.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that only their owner may read: 0600 in directories of 0700, never half written. */
final class PrivateFile {
    private PrivateFile() {}

    static void write(Path file, String text) {
        try {
            directory(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory"));
            Path half = file.resolveSibling(file.getFileName() + ".half");
            Files.deleteIfExists(half);
            Files.createFile(half, only("rw-------", half));
            Files.write(half, text.getBytes(StandardCharsets.UTF_8));
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + file, failed);
        }
    }

    private static void directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, only("rwx------", directory));
        }
    }

    private static FileAttribute<?>[] only(String rights, Path where) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
