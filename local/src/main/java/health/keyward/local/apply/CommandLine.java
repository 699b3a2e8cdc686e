package health.keyward.local.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command: {@code --name value} and {@code --name}. */
public final class CommandLine {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param withValue option names that want a value, without dashes
     * @param without option names that stand alone
     */
    public CommandLine(List<String> args, Set<String> withValue, Set<String> without) {
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i).startsWith("--") ? args.get(i).substring(2) : "";
            if (without.contains(name)) {
                flags.add(name);
            } else if (withValue.contains(name) && i + 1 < args.size()) {
                values.put(name, args.get(++i));
            } else {
                wrong.add(args.get(i));
            }
        }
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** What was not understood, empty when all was. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }
}
