package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One event, its proof, and what somebody with a disclosed key may read of it (AL-6). */
class ProveTest {
    private static final TestKey KEY = TestKey.ofLog(TestLog.ORIGIN);
    private static final TestKey WITNESS = TestKey.ofWitness("witness.example/one");
    private static final int INDEX = 321;
    private static final byte[] DATA_KEY = NaiveTree.hash(new byte[] {1});
    private static final byte[] SUBJECT = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

    @TempDir
    private Path folder;

    private Path file;
    private TestLog log;

    @BeforeEach
    void aProof() throws Exception {
        Scribe scribe = Scribe.of(1_000);
        String header = "{\"id\":\"" + scribe.id() + "\",\"at\":\"2026-11-21T03:00:00Z\",\"realmId\":\"hospital\","
                + "\"kind\":\"activity\",\"boot\":\"A\",\"nseq\":9000,\"type\":\"LOGIN\"}";
        scribe.entries.set(INDEX, Scribe.entry(header, sealed(header, "{\"username\":\"ada\"}")));
        log = new TestLog(scribe.entries, KEY);
        file = folder.resolve("event.tlog-proof");
        Files.writeString(file, proof(INDEX, log.entries.get(INDEX)));
    }

    @Test
    void a_good_proof_shows_what_the_event_says_openly() {
        Said said = Said.of("prove", file, "--key", KEY.vkey(), "--witness", WITNESS.vkey());
        assertThat(said.out())
                .contains(
                        "index 321 of " + TestLog.ORIGIN,
                        "cosigned by witness.example/one",
                        "\"type\":\"LOGIN\"",
                        "sealed")
                .doesNotContain("ada")
                .endsWith("OK\n");
        assertThat(said.code()).isZero();
    }

    @Test
    void a_disclosed_key_opens_what_was_sealed_with_it() throws IOException {
        Said said = Said.of("prove", file, "--key", KEY.vkey(), "--disclosure", disclosure(DATA_KEY));
        assertThat(said.out()).contains("{\"username\":\"ada\"}").endsWith("OK\n");
    }

    @Test
    void another_key_is_not_taken_for_the_one_the_entry_commits_to() throws IOException {
        Said said =
                Said.of("prove", file, "--key", KEY.vkey(), "--disclosure", disclosure(NaiveTree.hash(new byte[] {2})));
        assertThat(said.code()).isEqualTo(28);
        assertThat(said.out()).contains("KEY_MISMATCH").doesNotContain("LOGIN");
    }

    @Test
    void nothing_of_a_wrong_proof_is_shown() throws IOException {
        byte[] entry = log.entries.get(INDEX).clone();
        entry[20] ^= 1;
        for (String wrong : List.of(proof(INDEX, entry), proof(INDEX + 1, log.entries.get(INDEX)))) {
            Files.writeString(file, wrong);
            Said said = Said.of("prove", file, "--key", KEY.vkey());
            assertThat(said.code()).isEqualTo(29);
            assertThat(said.out()).contains("NOT_INCLUDED").doesNotContain("LOGIN");
        }
    }

    @Test
    void the_key_and_the_witnesses_have_to_be_those_that_were_asked_for() throws IOException {
        assertThat(Said.of("prove", file, "--key", TestKey.ofLog(TestLog.ORIGIN).vkey())
                        .code())
                .isEqualTo(11);
        TestKey other = TestKey.ofWitness("witness.example/two");
        assertThat(Said.of("prove", file, "--key", KEY.vkey(), "--witness", other.vkey())
                        .code())
                .isEqualTo(30);
        Files.writeString(file, Files.readString(file).replace("\n1000\n", "\n1001\n"));
        assertThat(Said.of("prove", file, "--key", KEY.vkey()).code()).isEqualTo(12);
        Files.writeString(file, "c2sp.org/tlog-proof@v1\nindex 3\n\n");
        assertThat(Said.of("prove", file, "--key", KEY.vkey()).code()).isEqualTo(23);
    }

    private String proof(int index, byte[] entry) {
        StringBuilder proof = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ")
                .append(Base64.getEncoder().encodeToString(entry))
                .append("\nindex ")
                .append(index)
                .append('\n');
        NaiveTree.path(INDEX, log.leaves)
                .forEach(hash ->
                        proof.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        String text = log.checkpointText(1_000);
        return proof.append('\n')
                .append(log.checkpoint(1_000))
                .append(WITNESS.cosignature(text, 1_800_000_000))
                .toString();
    }

    private Path disclosure(byte[] key) throws IOException {
        Path disclosed = folder.resolve("keys.json");
        Files.writeString(
                disclosed,
                "{\"keys\":[{\"subjectRef\":\"" + HexFormat.of().formatHex(SUBJECT) + "\",\"key\":\""
                        + Base64.getEncoder().encodeToString(key) + "\"}]}");
        return disclosed;
    }

    private static byte[] sealed(String header, String plain) throws GeneralSecurityException {
        byte[] commit = Arrays.copyOf(NaiveTree.hash("kw-dek".getBytes(StandardCharsets.US_ASCII), DATA_KEY), 16);
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(DATA_KEY, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(ByteBuffer.allocate(6 + json.length)
                .put((byte) 2)
                .putInt(json.length)
                .put(json)
                .put((byte) 1)
                .array());
        cipher.updateAAD(new byte[] {0});
        cipher.updateAAD(SUBJECT);
        cipher.updateAAD(commit);
        byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(48 + sealed.length)
                .put(SUBJECT)
                .put(commit)
                .put(nonce)
                .putInt(sealed.length)
                .put(sealed)
                .array();
    }
}
