package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotesTest {
    /** RFC 8032, section 7.1, test 1: a seed and its public key, wrapped as PKCS#8. */
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(HexFormat.of().parseHex("302e020100300506032b657004220420" + SEED))
            + "\n-----END PRIVATE KEY-----\n";

    private static final String NAME = "audit.example.org/keyward";
    private static final SigningKey KEY = SigningKey.ofPem(NAME, PEM);
    private static final TreeHead HEAD = new TreeHead(NAME, 3, Merkle.empty());

    @Test
    void the_public_key_belongs_to_the_seed() {
        assertThat(KEY.vkey()).isEqualTo(new Vkey(NAME, HexFormat.of().parseHex(PUBLIC)));
    }

    @Test
    void the_key_id_is_the_hash_c2sp_asks_for() {
        byte[] hash = NaiveTree.sha256(
                (NAME + "\n").getBytes(StandardCharsets.UTF_8),
                new byte[] {1},
                HexFormat.of().parseHex(PUBLIC));
        String[] parts = KEY.vkey().text().split("\\+", 3);
        assertThat(parts[0]).isEqualTo(NAME);
        assertThat(parts[1]).isEqualTo(HexFormat.of().formatHex(Arrays.copyOf(hash, 4)));
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(parts[2])))
                .isEqualTo("01" + PUBLIC);
    }

    /** The example of the C2SP specification of signed notes is signed by a key nobody published, so this is Go's own: golang.org/x/mod/sumdb/note. */
    @Test
    void a_note_signed_elsewhere_is_understood() {
        Vkey peter = Vkey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote note = SignedNote.parse("""
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """);
        assertThat(peter.signed(note)).isTrue();
        assertThat(peter.signed(new SignedNote(note.text() + "x\n", note.lines())))
                .isFalse();
    }

    /** The manifest of an export is signed with the log's key too (LH-11). */
    @Test
    void a_statement_of_another_kind_is_signed_and_never_a_checkpoint() {
        Origin origin = new Origin(NAME);
        SignedNote note = Checkpoint.statement(origin, "export", "{\"rows\":3}\n", List.of(KEY));
        assertThat(KEY.vkey().signed(SignedNote.parse(note.whole()))).isTrue();
        assertThat(note.text()).isEqualTo(NAME + "+export\n{\"rows\":3}\n");
        assertThatThrownBy(() -> Checkpoint.head(note)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Origin(NAME + "+export")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.statement(origin, "export", "3\n\n", List.of(KEY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_checkpoint_is_three_lines_and_a_signature() {
        SignedNote note = Checkpoint.signed(HEAD, List.of(KEY));
        assertThat(note.text())
                .isEqualTo("audit.example.org/keyward\n3\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
        assertThat(note.whole())
                .startsWith(note.text() + "\n\u2014 " + NAME + " ")
                .endsWith("\n");
        assertThat(KEY.vkey().signed(note)).isTrue();
        assertThat(SignedNote.parse(note.whole())).isEqualTo(note);
        assertThat(Checkpoint.head(note)).isEqualTo(HEAD);
    }

    @Test
    void the_same_head_gives_the_same_note() {
        assertThat(Checkpoint.signed(HEAD, List.of(KEY)).whole())
                .isEqualTo(Checkpoint.signed(HEAD, List.of(KEY)).whole());
    }

    @Test
    void a_changed_checkpoint_is_no_longer_signed() {
        SignedNote note = Checkpoint.signed(HEAD, List.of(KEY));
        SignedNote changed = new SignedNote(note.text().replace("\n3\n", "\n4\n"), note.lines());
        assertThat(KEY.vkey().signed(changed)).isFalse();
    }

    @Test
    void while_keys_change_either_key_is_enough() {
        SigningKey old = SigningKey.ofPem(NAME, PEM.replace(base64(SEED), base64(SEED.replace('9', '8'))));
        SignedNote note = Checkpoint.signed(HEAD, List.of(KEY, old));
        assertThat(note.lines()).hasSize(2);
        assertThat(KEY.vkey().signed(note)).isTrue();
        assertThat(old.vkey().signed(note)).isTrue();
        assertThat(old.vkey()).isNotEqualTo(KEY.vkey());
    }

    @Test
    void cosignatures_stand_below_and_none_twice() {
        SignedNote note = Checkpoint.signed(HEAD, List.of(KEY));
        SignedNote.Line witness = SignedNote.Line.parse(
                "\u2014 witness.example/w1 " + Base64.getEncoder().encodeToString(new byte[76]));
        SignedNote both = note.with(List.of(witness)).with(List.of(witness));
        assertThat(both.lines()).hasSize(2);
        assertThat(KEY.vkey().signed(SignedNote.parse(both.whole()))).isTrue();
    }

    @Test
    void a_vkey_whose_id_is_not_its_keys_is_refused() {
        String text = KEY.vkey().text();
        assertThat(Vkey.parse(text)).isEqualTo(KEY.vkey());
        assertThatThrownBy(() -> Vkey.parse(text.replace(NAME, "audit.example.org/other")))
                .hasMessageContaining("key id");
    }

    @Test
    void a_file_that_holds_no_key_says_so_and_shows_nothing() {
        assertThatThrownBy(() -> SigningKey.ofPem(NAME, "hunter2")).hasMessageNotContaining("hunter2");
        assertThatThrownBy(
                        () -> SigningKey.ofPem(NAME, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Ed25519 key");
    }

    @Test
    void epochs_are_told_apart_by_their_origin() {
        Origin origin = new Origin(NAME);
        assertThat(origin.of(1)).isEqualTo(NAME);
        assertThat(origin.of(3)).isEqualTo(NAME + "/e3");
        assertThat(origin.epochOf(HEAD)).isOne();
        assertThat(origin.epochOf(new TreeHead(NAME + "/e12", 1, Merkle.empty())))
                .isEqualTo(12);
        assertThat(origin.epochOf(new TreeHead("other", 1, Merkle.empty()))).isZero();
        assertThat(origin.epochOf(new TreeHead("other/e2", 1, Merkle.empty()))).isZero();
    }

    @Test
    void an_origin_that_a_note_cannot_carry_is_refused() {
        for (String bad : List.of("", "a b", "a+b", "a\nb", "audit.example.org/e2")) {
            assertThatThrownBy(() -> new Origin(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void paths_of_tiles_are_those_of_tlog_tiles() {
        assertThat(TilePath.ofTile(0, 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(TilePath.ofTile(2, 5, 17)).isEqualTo("tile/2/005.p/17");
        assertThat(TilePath.ofEntries(999, 256)).isEqualTo("tile/entries/999");
        assertThat(TilePath.parse("x001/x234/067.p/9")).contains(new TilePath(1_234_067, 9));
        for (String bad :
                List.of("", "1", "x000/001", "001/002", "x001/x002", "001.p/0", "001.p/256", "001.p/01", "../001")) {
            assertThat(TilePath.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void a_bundle_has_lengths_in_two_bytes_and_takes_no_longer_entry() {
        assertThat(new EntryBundle().add(new byte[] {7}).add(new byte[258]).bytes())
                .hasSize(2 + 1 + 2 + 258)
                .startsWith(0, 1, 7, 1, 2);
        assertThatThrownBy(() -> new EntryBundle().add(new byte[65_536])).hasMessageContaining("65536");
    }

    @Test
    void a_proof_file_has_the_lines_of_tlog_proof() {
        SignedNote note = Checkpoint.signed(HEAD, List.of(KEY));
        assertThat(TlogProof.text(2, new byte[] {1, 2}, List.of(Merkle.empty()), note))
                .isEqualTo("c2sp.org/tlog-proof@v1\nextra AQI=\nindex 2\n"
                        + Merkle.empty().base64() + "\n\n" + note.whole());
    }

    private static String base64(String seed) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex("302e020100300506032b657004220420" + seed));
    }
}
