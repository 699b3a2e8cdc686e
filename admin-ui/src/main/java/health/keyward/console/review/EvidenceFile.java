package health.keyward.console.review;

import health.keyward.console.base.Words;
import health.keyward.console.proof.PackageFile;
import health.keyward.contract.review.ReviewEvidence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What proves a campaign to somebody who trusts nobody: its files, the manifest of their hashes, the proof of the entry that holds the hash of the
 * manifest, and how to check all three.
 *
 * @param expected hash of the manifest the campaign is known by; null when it has none
 * @param proof a C2SP {@code tlog-proof} file
 */
record EvidenceFile(ReviewEvidence evidence, @Nullable String expected, String proof) implements PackageFile {
    static final String MANIFEST = "SHA256SUMS";

    @Override
    public String name() {
        return "keyward-review-" + evidence.campaign().id() + ".zip";
    }

    /** Whether each file is the one of the manifest, and the manifest the one whose hash is said, here and by the campaign. */
    @Override
    public boolean whole() {
        var lines = evidence.files().stream()
                .map(file -> hash(file.text()) + "  " + file.name())
                .collect(Collectors.toSet());
        return hash(evidence.manifest()).equals(evidence.manifestHash())
                && evidence.manifestHash().equals(expected)
                && evidence.manifest().lines().collect(Collectors.toSet()).equals(lines);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (var file : evidence.files()) {
            add(zip, file.name(), file.text());
        }
        add(zip, MANIFEST, evidence.manifest());
        add(zip, evidence.eventId() + ".tlog-proof", proof);
        add(
                zip,
                "HOW-TO-VERIFY.txt",
                String.join(
                        "\n\n",
                        Words.say(
                                "review.verify.title",
                                evidence.campaign().definition().name()),
                        Words.say("review.verify.files"),
                        "    sha256sum -c " + MANIFEST,
                        Words.say("review.verify.manifest", MANIFEST, evidence.manifestHash()),
                        "    sha256sum " + MANIFEST,
                        Words.say("review.verify.proof"),
                        "    java -jar keyward-verifier.jar prove " + evidence.eventId() + ".tlog-proof --key VKEY",
                        Words.say("review.verify.about") + "\n"));
        zip.finish();
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
