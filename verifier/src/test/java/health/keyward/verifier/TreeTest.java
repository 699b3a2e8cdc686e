package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.verifier.tree.Frontier;
import health.keyward.verifier.tree.Proofs;
import health.keyward.verifier.tree.Subtree;
import health.keyward.verifier.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree against an independent, naive one, over random sizes. */
class TreeTest {
    private final Random random = new Random(11);

    @Test
    void a_frontier_has_the_root_of_the_naive_tree_at_every_size() {
        List<byte[]> leaves = new ArrayList<>();
        Frontier frontier = new Frontier();
        for (int size = 0; size <= 520; size++) {
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves));
            byte[] entry = bytes(random.nextInt(100));
            assertThat(TreeHash.leaf(entry)).isEqualTo(NaiveTree.leaf(entry));
            leaves.add(NaiveTree.leaf(entry));
            frontier.append(leaves.getLast());
        }
    }

    @Test
    void whole_subtrees_give_the_same_root_as_their_leaves() {
        for (int run = 0; run < 50; run++) {
            List<byte[]> leaves = leaves(random.nextInt(2000));
            Frontier frontier = new Frontier();
            int at = 0;
            for (; at + 256 <= leaves.size(); at += 256) {
                frontier.append(NaiveTree.root(leaves.subList(at, at + 256)), 8);
            }
            leaves.subList(at, leaves.size()).forEach(frontier::append);
            assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves));
        }
    }

    @Test
    void a_tile_leads_to_the_root_of_the_naive_tree_at_every_size_within_it() {
        for (int run = 0; run < 20; run++) {
            List<byte[]> leaves = leaves(256 + (run == 0 ? 256 : 1 + random.nextInt(256)));
            Frontier before = new Frontier();
            leaves.subList(0, 256).forEach(before::append);
            List<byte[]> tile = leaves.subList(256, leaves.size());
            ByteArrayOutputStream hashes = new ByteArrayOutputStream();
            tile.forEach(hashes::writeBytes);
            Subtree subtree = Subtree.over(hashes.toByteArray(), tile.size());
            for (int count = 0; count <= tile.size(); count++) {
                Frontier frontier = before.copy();
                subtree.appendTo(frontier, count);
                assertThat(frontier.root()).isEqualTo(NaiveTree.root(leaves.subList(0, 256 + count)));
            }
            if (Integer.bitCount(tile.size()) == 1) {
                assertThat(subtree.root()).isEqualTo(NaiveTree.root(tile));
            }
        }
    }

    @Test
    void inclusion_holds_for_the_right_place_alone() {
        for (int run = 0; run < 300; run++) {
            List<byte[]> leaves = leaves(1 + random.nextInt(600));
            int m = random.nextInt(leaves.size());
            List<byte[]> path = NaiveTree.path(m, leaves);
            byte[] root = NaiveTree.root(leaves);
            assertThat(Proofs.included(m, leaves.size(), leaves.get(m), path, root))
                    .isTrue();
            assertThat(Proofs.included(m, leaves.size(), bytes(32), path, root)).isFalse();
            assertThat(Proofs.included(m, leaves.size(), leaves.get(m), path, bytes(32)))
                    .isFalse();
            assertThat(Proofs.included(leaves.size(), leaves.size(), leaves.get(m), path, root))
                    .isFalse();
            if (!path.isEmpty()) {
                assertThat(Proofs.included(m, leaves.size(), leaves.get(m), path.subList(1, path.size()), root))
                        .isFalse();
            }
        }
    }

    @Test
    void consistency_holds_for_a_log_that_grew_and_for_no_other() {
        for (int run = 0; run < 300; run++) {
            List<byte[]> leaves = leaves(2 + random.nextInt(600));
            int m = 1 + random.nextInt(leaves.size() - 1);
            List<byte[]> proof = NaiveTree.consistency(m, leaves);
            byte[] first = NaiveTree.root(leaves.subList(0, m));
            byte[] second = NaiveTree.root(leaves);
            assertThat(Proofs.consistent(m, leaves.size(), first, second, proof))
                    .isTrue();
            assertThat(Proofs.consistent(m, leaves.size(), bytes(32), second, proof))
                    .isFalse();
            assertThat(Proofs.consistent(m, leaves.size(), first, bytes(32), proof))
                    .isFalse();
            assertThat(Proofs.consistent(0, leaves.size(), first, second, proof))
                    .isFalse();
            List<byte[]> longer = new ArrayList<>(proof);
            longer.add(bytes(32));
            assertThat(Proofs.consistent(m, leaves.size(), first, second, longer))
                    .isFalse();
        }
    }

    private List<byte[]> leaves(int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(bytes(32));
        }
        return leaves;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
