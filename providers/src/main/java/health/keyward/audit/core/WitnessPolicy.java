package health.keyward.audit.core;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which witnesses are asked, and whose cosignatures are enough: a C2SP tlog-policy file. */
public final class WitnessPolicy {
    private final Map<String, Member> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();
    private @Nullable String quorum;

    /** @param url submission prefix, without the slash at its end */
    public record Member(Cosigner key, URI url) {}

    private record Group(int least, List<String> members) {}

    private WitnessPolicy() {}

    /** @throws IllegalArgumentException naming the line that is wrong; a witness needs a URL here, because it is to be asked */
    public static WitnessPolicy parse(String text) {
        WitnessPolicy policy = new WitnessPolicy();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String[] words = line.strip().split("[ \t]+");
            try {
                policy.take(words);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + " of the witness policy: " + e.getMessage(), e);
            }
        }
        if (policy.quorum == null) {
            throw new IllegalArgumentException("the witness policy has no quorum line");
        }
        return policy;
    }

    private void take(String[] words) {
        if (words[0].isEmpty() || words[0].startsWith("#")) {
            return;
        }
        switch (words[0]) {
            case "log" -> Vkey.parse(words.length > 1 ? words[1] : "");
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> {
                need(words.length == 2 && quorum == null, "quorum <name>, once");
                need(words[1].equals("none") || known(words[1]), words[1] + " is not defined above");
                quorum = words[1];
            }
            default -> throw new IllegalArgumentException("unknown word " + words[0]);
        }
    }

    private void witness(String[] words) {
        need(words.length == 4, "witness <name> <vkey> <url>");
        need(!words[1].equals("none") && !known(words[1]), words[1] + " stands twice");
        Cosigner key = Cosigner.parse(words[2]);
        need(
                witnesses.values().stream().noneMatch(member -> member.key().sameKey(key)),
                "the key of " + words[1] + " stands twice");
        URI url = URI.create(words[3].replaceAll("/+$", ""));
        need(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "no HTTP address");
        witnesses.put(words[1], new Member(key, url));
    }

    private void group(String[] words) {
        need(words.length >= 4 && !words[1].equals("none") && !known(words[1]), "group <name> all|any|<k> <name>...");
        List<String> members = new ArrayList<>(List.of(words).subList(3, words.length));
        for (String member : members) {
            need(known(member) && grouped.add(member), member + " is not defined above, or in a group already");
        }
        int least = switch (words[2]) {
            case "all" -> members.size();
            case "any" -> 1;
            default -> words[2].matches("[1-9][0-9]{0,3}") ? Integer.parseInt(words[2]) : 0;
        };
        need(least >= 1 && least <= members.size(), "a group of " + members.size() + " cannot need " + words[2]);
        groups.put(words[1], new Group(least, List.copyOf(members)));
    }

    private boolean known(String name) {
        return witnesses.containsKey(name) || groups.containsKey(name);
    }

    private static void need(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** In the order of the file. */
    public List<Member> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /** @param cosigned keys that cosigned one checkpoint */
    public boolean enough(Set<Cosigner> cosigned) {
        return "none".equals(quorum) || witnessed(Optional.ofNullable(quorum).orElse(""), cosigned);
    }

    private boolean witnessed(String name, Set<Cosigner> cosigned) {
        Group group = groups.get(name);
        if (group == null) {
            Member member = witnesses.get(name);
            return member != null && cosigned.contains(member.key());
        }
        return group.members().stream().filter(one -> witnessed(one, cosigned)).count() >= group.least();
    }
}
