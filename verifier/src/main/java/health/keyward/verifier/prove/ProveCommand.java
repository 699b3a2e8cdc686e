package health.keyward.verifier.prove;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.Words;
import health.keyward.verifier.check.Damage;
import health.keyward.verifier.log.EntryBytes;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.note.Cosignatures;
import health.keyward.verifier.note.Note;
import health.keyward.verifier.note.Policy;
import health.keyward.verifier.note.Vkey;
import health.keyward.verifier.tree.Proofs;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code prove FILE}: one event, checked against a public key alone. Nothing of it is printed before all of it holds. */
public final class ProveCommand {
    private static final Set<String> VALUED = Set.of("--key", "--witness", "--policy", "--disclosure");

    private ProveCommand() {}

    /** @return the exit code */
    public static int run(List<String> rest, PrintStream out) throws IOException {
        Words words = new Words(rest, VALUED, Set.of());
        Policy policy = words.policy();
        List<Vkey> keys = words.logKeys(policy);
        byte[] file = Files.readAllBytes(words.file("proof: a .tlog-proof file"));
        Optional<Path> disclosed = words.path("--disclosure");
        Disclosure disclosure =
                disclosed.isPresent() ? Disclosure.of(Files.readAllBytes(disclosed.get())) : Disclosure.none();
        try {
            return prove(ProofFile.of(file), keys, policy, disclosure, out);
        } catch (Malformed e) {
            return wrong(Damage.MALFORMED, e.what(), out);
        }
    }

    private static int prove(ProofFile proof, List<Vkey> keys, Policy policy, Disclosure disclosure, PrintStream out) {
        Checkpoint checkpoint = proof.checkpoint();
        switch (checkpoint.note().under(keys)) {
            case Note.Holds.Signed signed -> {}
            case Note.Holds.Forged forged -> {
                return wrong(
                        Damage.BAD_SIGNATURE, "in the name of " + forged.key().name(), out);
            }
            case Note.Holds.Unknown unknown -> {
                return wrong(Damage.WRONG_KEY, checkpoint.origin(), out);
            }
        }
        if (!Proofs.included(
                proof.index(), checkpoint.size(), TreeHash.leaf(proof.entry()), proof.proof(), checkpoint.root())) {
            return wrong(Damage.NOT_INCLUDED, "entry with index " + proof.index(), out);
        }
        Cosignatures cosigned = Cosignatures.of(checkpoint.note(), policy.witnesses());
        if (!cosigned.forged().isEmpty()) {
            return wrong(
                    Damage.BAD_SIGNATURE,
                    "in the name of " + cosigned.forged().getFirst().name(),
                    out);
        }
        if (!policy.enough(cosigned.at().keySet())) {
            return wrong(Damage.UNWITNESSED, cosigned.at().size() + " cosignatures", out);
        }
        return print(proof, cosigned, disclosure, out);
    }

    private static int print(ProofFile proof, Cosignatures cosigned, Disclosure disclosure, PrintStream out) {
        EntryBytes entry = EntryBytes.of(proof.entry());
        StringBuilder text = new StringBuilder();
        text.append("index ")
                .append(proof.index())
                .append(" of ")
                .append(proof.checkpoint().origin());
        text.append(", in the tree of ").append(proof.checkpoint().size()).append(" entries\n");
        cosigned.at()
                .forEach((witness, at) -> text.append("cosigned by ")
                        .append(witness.name())
                        .append(" at ")
                        .append(at)
                        .append('\n'));
        text.append(new String(entry.headerJson(), StandardCharsets.UTF_8)).append('\n');
        for (int i = 0; i < entry.parts().size(); i++) {
            String subject = entry.parts().get(i).subject();
            text.append("part ").append(i).append(" of person ").append(subject).append(": ");
            switch (disclosure.open(entry, i).orElse(null)) {
                case Disclosure.Opened.Text opened -> text.append(opened.json()).append('\n');
                case Disclosure.Opened.Mismatch mismatch -> {
                    return wrong(Damage.KEY_MISMATCH, "part " + i + " of person " + subject, out);
                }
                case null -> text.append("sealed\n");
            }
        }
        out.print(text.append("OK\n"));
        return 0;
    }

    private static int wrong(Damage damage, String what, PrintStream out) {
        out.println("DAMAGED: " + damage + ": " + damage.words() + " (" + what + ")");
        return damage.exitCode();
    }
}
