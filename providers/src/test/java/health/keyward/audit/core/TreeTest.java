package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree of tiles against RFC 9162 read word for word ({@link NaiveTree}). */
class TreeTest {
    private static final Random CHANCE = new Random(20_261_121);

    @Test
    void the_empty_tree_has_the_hash_of_nothing() {
        assertThat(GrowingTree.empty().root().toString())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(new Proofs(0, nowhere()).root()).isEqualTo(Merkle.empty());
    }

    @Test
    void every_small_tree_has_the_root_rfc_9162_gives_it() {
        Kept kept = new Kept();
        GrowingTree tree = GrowingTree.empty();
        List<byte[]> entries = new ArrayList<>();
        for (int size = 1; size <= 600; size++) {
            byte[] entry = entry(size);
            entries.add(entry);
            tree.add(Merkle.leaf(entry));
            kept.keep(tree);
            byte[] root = new NaiveTree(entries).root();
            assertThat(tree.root().bytes()).as("size %d", size).isEqualTo(root);
            assertThat(new Proofs(size, kept).root().bytes())
                    .as("size %d", size)
                    .isEqualTo(root);
        }
    }

    @Test
    void a_tree_that_is_put_down_and_taken_up_again_grows_to_the_same_root_and_tiles() {
        for (int run = 0; run < 20; run++) {
            List<byte[]> entries = entries(CHANCE.nextInt(1, 3_000));
            Kept atOnce = new Kept();
            GrowingTree whole = GrowingTree.empty();
            entries.forEach(entry -> whole.add(Merkle.leaf(entry)));
            atOnce.keep(whole);
            Kept bitByBit = new Kept();
            int done = 0;
            while (done < entries.size()) {
                GrowingTree tree = GrowingTree.of(done, bitByBit);
                int until = Math.min(entries.size(), done + CHANCE.nextInt(1, 700));
                entries.subList(done, until).forEach(entry -> tree.add(Merkle.leaf(entry)));
                bitByBit.keep(tree);
                assertThat(tree.size()).isEqualTo(until);
                done = until;
            }
            assertThat(GrowingTree.of(done, bitByBit).root()).isEqualTo(whole.root());
            assertThat(bitByBit.tiles).isEqualTo(atOnce.tiles);
        }
    }

    @Test
    void inclusion_proofs_are_those_of_rfc_9162() {
        Kept kept = new Kept();
        List<byte[]> entries = grow(kept, 70_000);
        for (int run = 0; run < 12; run++) {
            int size = CHANCE.nextInt(1, run < 6 ? 700 : entries.size());
            int index = CHANCE.nextInt(size);
            assertThat(bytes(new Proofs(size, kept).inclusion(index)))
                    .as("leaf %d of %d", index, size)
                    .containsExactlyElementsOf(new NaiveTree(entries.subList(0, size)).path(index));
        }
    }

    @Test
    void inclusion_proofs_of_every_leaf_of_every_small_tree_are_those_of_rfc_9162() {
        Kept kept = new Kept();
        List<byte[]> entries = grow(kept, 40);
        for (int size = 1; size <= entries.size(); size++) {
            for (int index = 0; index < size; index++) {
                assertThat(bytes(new Proofs(size, kept).inclusion(index)))
                        .as("leaf %d of %d", index, size)
                        .containsExactlyElementsOf(new NaiveTree(entries.subList(0, size)).path(index));
            }
        }
    }

    @Test
    void consistency_proofs_are_those_of_rfc_9162() {
        Kept kept = new Kept();
        List<byte[]> entries = grow(kept, 2_000);
        for (int run = 0; run < 200; run++) {
            int size = CHANCE.nextInt(1, run < 100 ? 40 : entries.size() + 1);
            int before = CHANCE.nextInt(1, size + 1);
            assertThat(bytes(new Proofs(size, kept).consistency(before)))
                    .as("from %d to %d", before, size)
                    .containsExactlyElementsOf(new NaiveTree(entries.subList(0, size)).proof(before));
        }
        assertThat(new Proofs(700, kept).consistency(0)).isEmpty();
    }

    @Test
    void a_proof_in_a_tree_of_70_000_reads_no_more_than_four_tiles() {
        Kept kept = new Kept();
        grow(kept, 70_000);
        kept.reads = 0;
        assertThat(new Proofs(70_000, kept).inclusion(31_337)).hasSize(17);
        assertThat(kept.reads).isLessThanOrEqualTo(4);
    }

    @Test
    void what_is_not_in_the_tree_has_no_proof() {
        Kept kept = new Kept();
        grow(kept, 10);
        Proofs proofs = new Proofs(10, kept);
        assertThatThrownBy(() -> proofs.inclusion(10)).hasMessageContaining("no leaf 10");
        assertThatThrownBy(() -> proofs.consistency(11)).hasMessageContaining("did not grow from 11");
    }

    @Test
    void a_tile_that_is_missing_is_no_proof_but_damage() {
        assertThatThrownBy(() -> new Proofs(3, nowhere()).inclusion(1)).isInstanceOf(TileSource.DamagedTree.class);
    }

    @Test
    void a_tree_of_70_000_has_the_partial_tiles_tlog_tiles_counts() {
        Kept kept = new Kept();
        grow(kept, 70_000);
        assertThat(kept.tiles.keySet().stream().filter(name -> name.startsWith("0/")))
                .hasSize(274);
        assertThat(kept.tiles.get("0/273")).hasSize(112 * Hash.LENGTH);
        assertThat(kept.tiles.get("1/1")).hasSize(17 * Hash.LENGTH);
        assertThat(kept.tiles.get("2/0")).hasSize(Hash.LENGTH);
        assertThat(Tile.width(0, 273, 70_000)).isEqualTo(112);
        assertThat(Tile.width(1, 1, 70_000)).isEqualTo(17);
        assertThat(Tile.width(2, 0, 70_000)).isOne();
        assertThat(Tile.width(3, 0, 70_000)).isZero();
        assertThat(Tile.width(0, 272, 70_000)).isEqualTo(256);
    }

    private static List<byte[]> grow(Kept kept, int size) {
        List<byte[]> entries = entries(size);
        GrowingTree tree = GrowingTree.empty();
        entries.forEach(entry -> tree.add(Merkle.leaf(entry)));
        kept.keep(tree);
        return entries;
    }

    private static List<byte[]> entries(int size) {
        return IntStream.range(0, size).mapToObj(TreeTest::entry).toList();
    }

    private static byte[] entry(int i) {
        return ("entry " + i).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> bytes(List<Hash> hashes) {
        return hashes.stream().map(Hash::bytes).toList();
    }

    private static TileSource nowhere() {
        return new Kept();
    }

    private static final class Kept implements TileSource {
        private final Map<String, List<Byte>> tiles = new HashMap<>();
        private int reads;

        void keep(GrowingTree tree) {
            tree.takeChanged().forEach(tile -> tiles.put(tile.level() + "/" + tile.index(), boxed(tile.hashes())));
        }

        @Override
        public byte[] hashes(int level, long index, int width) {
            reads++;
            List<Byte> tile = tiles.getOrDefault(level + "/" + index, List.of());
            if (tile.size() < width * Hash.LENGTH) {
                throw new DamagedTree("no tile " + level + "/" + index);
            }
            byte[] hashes = new byte[tile.size()];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = tile.get(i);
            }
            return hashes;
        }

        private static List<Byte> boxed(byte[] hashes) {
            List<Byte> boxed = new ArrayList<>(hashes.length);
            for (byte b : hashes) {
                boxed.add(b);
            }
            return boxed;
        }
    }
}
