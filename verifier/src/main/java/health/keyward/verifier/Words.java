package health.keyward.verifier;

import health.keyward.verifier.note.Policy;
import health.keyward.verifier.note.Vkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words behind a command: options that take a value, options that take none, and the rest. */
public final class Words {
    private final Map<String, List<String>> options = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * @param valued options that take a value
     * @param flags options that take none
     * @throws Usage for any other option
     */
    public Words(List<String> words, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (flags.contains(word)) {
                options.put(word, List.of());
            } else if (valued.contains(word)) {
                if (++i == words.size()) {
                    throw new Usage(word + " needs a value after it");
                }
                options.computeIfAbsent(word, w -> new ArrayList<>()).add(words.get(i));
            } else if (word.startsWith("--")) {
                throw new Usage("unknown option " + word);
            } else {
                rest.add(word);
            }
        }
    }

    /** The one word that is no option. */
    public Path file(String what) {
        if (rest.size() != 1) {
            throw new Usage("name one " + what);
        }
        return Path.of(rest.getFirst());
    }

    public void noMore() {
        if (!rest.isEmpty()) {
            throw new Usage("unknown word " + rest.getFirst());
        }
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    public Optional<String> one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new Usage(option + " stands twice");
        }
        return values.stream().findFirst();
    }

    public Optional<Path> path(String option) {
        return one(option).map(Path::of);
    }

    /** Public keys, each as a vkey or as {@code @FILE} with one per line. */
    public List<Vkey> keys(String option, byte type) throws IOException {
        List<Vkey> keys = new ArrayList<>();
        for (String word : all(option)) {
            List<String> lines = word.startsWith("@") ? Files.readAllLines(Path.of(word.substring(1))) : List.of(word);
            for (String line : lines) {
                if (!line.isBlank()) {
                    keys.add(Vkey.of(line));
                }
            }
        }
        for (Vkey key : keys) {
            if (key.type() != type) {
                throw new Usage(option + ": " + key.name() + " is a key for something else");
            }
        }
        return keys;
    }

    /** {@code --policy FILE}, or all of {@code --witness}. */
    public Policy policy() throws IOException {
        Optional<Path> file = path("--policy");
        if (file.isEmpty()) {
            return Policy.all(keys("--witness", Vkey.WITNESS));
        }
        if (has("--witness")) {
            throw new Usage("--policy names the witnesses already");
        }
        return Policy.of(Files.readString(file.get(), StandardCharsets.UTF_8));
    }

    /** {@code --key}, with the logs of the policy. */
    public List<Vkey> logKeys(Policy policy) throws IOException {
        List<Vkey> keys = new ArrayList<>(keys("--key", Vkey.LOG));
        keys.addAll(policy.logs());
        if (keys.isEmpty()) {
            throw new Usage("--key VKEY is needed: the public key of the log, from somebody you trust");
        }
        return keys;
    }
}
