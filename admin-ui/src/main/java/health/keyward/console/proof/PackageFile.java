package health.keyward.console.proof;

import java.io.IOException;
import java.io.OutputStream;

/** A file that carries what proves something to somebody who trusts nobody. */
public interface PackageFile {
    String name();

    /** Whether what is in it has the hash that the log proves. */
    boolean whole();

    /** Writes a ZIP archive; does not close the stream. */
    void write(OutputStream out) throws IOException;
}
