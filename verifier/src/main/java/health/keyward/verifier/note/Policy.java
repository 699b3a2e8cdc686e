package health.keyward.verifier.note;

import health.keyward.verifier.Malformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose cosignatures are enough: C2SP tlog-policy. */
public final class Policy {
    private final List<Vkey> logs = new ArrayList<>();
    private final Map<String, Vkey> witnesses = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private @Nullable String quorum;

    private record Group(int least, List<String> members) {}

    private Policy() {}

    /** Every one of these has to cosign; none, and nobody has to. */
    public static Policy all(List<Vkey> witnesses) {
        Policy policy = new Policy();
        for (Vkey witness : witnesses) {
            policy.witness(witness.text(), witness);
        }
        policy.groups.put(" all", new Group(witnesses.size(), List.copyOf(policy.witnesses.keySet())));
        policy.quorum = witnesses.isEmpty() ? "none" : " all";
        return policy;
    }

    /** @throws Malformed naming the line that is wrong */
    public static Policy of(String text) {
        Policy policy = new Policy();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String[] words = line.strip().split("[ \t]+");
            if (!words[0].isEmpty() && !words[0].startsWith("#")) {
                try {
                    policy.line(words);
                } catch (Malformed e) {
                    throw new Malformed("policy, line " + number + ": " + e.what());
                }
            }
        }
        if (policy.quorum == null) {
            throw new Malformed("policy: no quorum line");
        }
        return policy;
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "log" -> {
                if (words.length < 2 || words.length > 3) {
                    throw new Malformed("log <vkey> [<url>]");
                }
                logs.add(Vkey.of(words[1]));
            }
            case "witness" -> {
                if (words.length < 3 || words.length > 4) {
                    throw new Malformed("witness <name> <vkey> [<url>]");
                }
                witness(words[1], Vkey.of(words[2]));
            }
            case "group" -> group(words);
            case "quorum" -> {
                if (words.length != 2 || quorum != null || (!words[1].equals("none") && !defined(words[1]))) {
                    throw new Malformed("quorum <name>, once, of what is defined above");
                }
                quorum = words[1];
            }
            default -> throw new Malformed("unknown word " + words[0]);
        }
    }

    private void witness(String name, Vkey key) {
        if (key.type() != Vkey.WITNESS) {
            throw new Malformed("the vkey of a witness has type 4");
        }
        boolean known =
                witnesses.values().stream().anyMatch(other -> other.key().equals(key.key()));
        if (name.equals("none") || defined(name) || known) {
            throw new Malformed("a witness or its name twice");
        }
        witnesses.put(name, key);
    }

    private void group(String[] words) {
        if (words.length < 4 || words[1].equals("none") || defined(words[1])) {
            throw new Malformed("group <name> all|any|<k> <name>...");
        }
        List<String> names = List.of(words).subList(3, words.length);
        for (String name : names) {
            if (!defined(name) || !members.add(name)) {
                throw new Malformed(name + " is not defined above, or in a group already");
            }
        }
        int least = switch (words[2]) {
            case "all" -> names.size();
            case "any" -> 1;
            default -> words[2].matches("[1-9][0-9]{0,3}") ? Integer.parseInt(words[2]) : 0;
        };
        if (least < 1 || least > names.size()) {
            throw new Malformed("a group of " + names.size() + " cannot need " + words[2]);
        }
        groups.put(words[1], new Group(least, names));
    }

    private boolean defined(String name) {
        return witnesses.containsKey(name) || groups.containsKey(name);
    }

    public List<Vkey> logs() {
        return List.copyOf(logs);
    }

    public List<Vkey> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /** Whether it asks for any cosignature at all. */
    public boolean asks() {
        return !"none".equals(quorum);
    }

    public boolean enough(Set<Vkey> cosigned) {
        return !asks() || witnessed(Optional.ofNullable(quorum).orElse(""), cosigned);
    }

    private boolean witnessed(String name, Set<Vkey> cosigned) {
        Group group = groups.get(name);
        if (group == null) {
            Vkey witness = witnesses.get(name);
            return witness != null && cosigned.contains(witness);
        }
        return group.members().stream()
                        .filter(member -> witnessed(member, cosigned))
                        .count()
                >= group.least();
    }
}
