package health.keyward.console.inactivity;

import health.keyward.console.base.Words;
import health.keyward.console.proof.PackageFile;
import health.keyward.contract.inactivity.InactivityEvidence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What proves a run to somebody who trusts nobody: the list as it was hashed, the proof of the entry that holds its hash with the signed checkpoint,
 * and how to check both.
 *
 * @param proof a C2SP {@code tlog-proof} file
 */
record RunEvidenceFile(InactivityEvidence evidence, String proof) implements PackageFile {
    @Override
    public String name() {
        return "keyward-inactivity-run-" + evidence.run().id() + ".zip";
    }

    /** Whether the list is the one whose hash is said. */
    @Override
    public boolean whole() {
        return hash(evidence.list()).equals(evidence.listHash());
    }

    @Override
    public void write(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        add(zip, list(), evidence.list());
        add(zip, evidence.eventId() + ".tlog-proof", proof);
        add(
                zip,
                "HOW-TO-VERIFY.txt",
                String.join(
                        "\n\n",
                        Words.say("dormant.verify.title", evidence.run().id()),
                        Words.say("dormant.verify.list", list(), evidence.listHash()),
                        "    sha256sum " + list(),
                        Words.say("dormant.verify.proof"),
                        "    java -jar keyward-verifier.jar prove " + evidence.eventId() + ".tlog-proof --key VKEY",
                        Words.say("dormant.verify.about"),
                        Words.say("dormant.verify.columns") + "\n"));
        zip.finish();
    }

    private String list() {
        return "run-" + evidence.run().id() + ".list";
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
