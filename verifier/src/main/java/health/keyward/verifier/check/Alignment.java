package health.keyward.verifier.check;

import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.Bundles;
import health.keyward.verifier.tree.Subtree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the entries that are there beside the hashes that should be there, and says which are missing, put in, changed or moved. A second look, taken
 * only where the first found that they differ.
 */
final class Alignment {
    private static final int WINDOW = 1024;
    private static final int ENOUGH = 1000;

    private final Findings findings;
    private final Missing missing;
    private final List<Hash> wanted = new ArrayList<>();
    private final List<byte[]> there = new ArrayList<>();
    private final List<Hash> gone = new ArrayList<>();
    private final List<Hash> strange = new ArrayList<>();
    private final List<Hash[]> swapped = new ArrayList<>();
    private int w;
    private int t;

    private record Hash(long index, byte[] bytes) {
        String text() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    Alignment(Findings findings, Missing missing) {
        this.findings = findings;
        this.missing = missing;
    }

    void run(Bundles bundles) throws IOException {
        boolean all = false;
        while (damages() < ENOUGH) {
            while (!all && (wanted.size() - w < WINDOW || there.size() - t < WINDOW)) {
                if (!bundles.hasNext()) {
                    all = true;
                } else {
                    take(bundles.next());
                }
            }
            if (w == wanted.size() && t == there.size()) {
                break;
            }
            step();
            compact();
        }
        settle();
    }

    private int damages() {
        return gone.size() + strange.size() + swapped.size();
    }

    private void take(Bundle bundle) {
        if (!bundle.hasEntries() || bundle.count() == 0) {
            missing.add(bundle.first(), bundle.first() + bundle.expected());
            return;
        }
        Subtree hashes = bundle.hasTile() ? bundle.tree() : null;
        if (hashes == null) {
            missing.add(
                    bundle.first() + Math.min(bundle.count(), bundle.expected()), bundle.first() + bundle.expected());
            return;
        }
        missing.add(bundle.first(), bundle.first() + bundle.offset());
        for (int i = bundle.offset(); i < bundle.expected(); i++) {
            wanted.add(new Hash(bundle.first() + i, hashes.leaf(i)));
        }
        for (int i = 0; i < bundle.count(); i++) {
            there.add(bundle.leaf(i));
        }
    }

    private void step() {
        if (t == there.size()) {
            gone.add(wanted.get(w++));
            return;
        }
        if (w == wanted.size()) {
            strange.add(new Hash(place(), there.get(t++)));
            return;
        }
        if (same(w, t)) {
            w++;
            t++;
            return;
        }
        for (int d = 1; d < WINDOW; d++) {
            if (meets(w + d, t)) {
                gone.addAll(wanted.subList(w, w + d));
                w += d;
                return;
            }
            if (meets(w, t + d)) {
                for (int i = 0; i < d; i++) {
                    strange.add(new Hash(wanted.get(w).index(), there.get(t++)));
                }
                return;
            }
        }
        Hash should = wanted.get(w++);
        swapped.add(new Hash[] {should, new Hash(should.index(), there.get(t++))});
    }

    private long place() {
        return wanted.isEmpty() ? 0 : wanted.getLast().index() + 1;
    }

    private boolean same(int wantedAt, int thereAt) {
        return Arrays.equals(wanted.get(wantedAt).bytes(), there.get(thereAt));
    }

    /** Both go on alike from here: this one and the next, where there is a next. */
    private boolean meets(int wantedAt, int thereAt) {
        return wantedAt < wanted.size()
                && thereAt < there.size()
                && same(wantedAt, thereAt)
                && (wantedAt + 1 >= wanted.size() || thereAt + 1 >= there.size() || same(wantedAt + 1, thereAt + 1));
    }

    private void compact() {
        if (w > 4 * WINDOW) {
            wanted.subList(0, w - 1).clear();
            w = 1;
        }
        if (t > 4 * WINDOW) {
            there.subList(0, t).clear();
            t = 0;
        }
    }

    private void settle() {
        Map<String, Hash> homeless = new HashMap<>();
        strange.forEach(hash -> homeless.put(hash.text(), hash));
        swapped.forEach(pair -> homeless.put(pair[1].text(), pair[1]));
        Map<String, Hash> wantedElsewhere = new HashMap<>();
        gone.forEach(hash -> wantedElsewhere.put(hash.text(), hash));
        swapped.forEach(pair -> wantedElsewhere.put(pair[0].text(), pair[0]));
        for (Hash hash : gone) {
            Hash at = homeless.get(hash.text());
            if (at == null) {
                missing.add(hash.index(), hash.index() + 1);
            } else {
                moved(hash, at);
            }
        }
        for (Hash hash : strange) {
            if (!wantedElsewhere.containsKey(hash.text())) {
                findings.add(Finding.at(
                        Damage.EXTRA_ENTRY,
                        hash.index(),
                        "an entry was put in before this one; its leaf hash is " + hash.text()));
            }
        }
        for (Hash[] pair : swapped) {
            Hash home = wantedElsewhere.get(pair[1].text());
            if (home == null) {
                changed(pair[0], homeless.get(pair[0].text()));
            } else {
                moved(home, pair[1]);
            }
        }
    }

    private void changed(Hash should, @Nullable Hash found) {
        if (found != null) {
            moved(should, found);
            return;
        }
        findings.add(Finding.at(
                Damage.CHANGED_ENTRY, should.index(), "the entry does not hash to the leaf " + should.text()));
    }

    private void moved(Hash home, Hash found) {
        long first = Math.min(home.index(), found.index());
        findings.add(Finding.at(
                Damage.REORDERED, first, "entry " + home.index() + " of the log stands at " + found.index()));
    }
}
