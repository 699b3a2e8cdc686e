package health.keyward.local.house;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the archives the house is made of, keeping modes, times and links, and never outside the target. */
final class Archives {
    private Archives() {}

    static void unpackXz(InputStream archive, Path target) throws IOException {
        unpack(new XZInputStream(new BufferedInputStream(archive)), target, 0);
    }

    /** @param strip leading folders that are dropped from every name */
    static void unpackGzip(Path archive, Path target, int strip) {
        try (InputStream in = Files.newInputStream(archive)) {
            unpack(new GZIPInputStream(in, 1 << 16), target, strip);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unpack " + archive, failed);
        }
    }

    private static void unpack(InputStream plain, Path target, int strip) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(plain, 1 << 16));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path name = Path.of(entry.getName()).normalize();
            if (name.getNameCount() <= strip || name.toString().isEmpty()) {
                continue;
            }
            Path file = target.resolve(name.subpath(strip, name.getNameCount())).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("the archive leaves its folder: " + entry.getName());
            }
            place(tar, entry, file);
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString((entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        Files.setLastModifiedTime(
                file, FileTime.from(entry.getLastModifiedTime().toInstant()));
    }
}
