package health.keyward.local;

import health.keyward.local.house.Ports;
import java.util.Iterator;
import java.util.List;

/** What was asked for on the command line. */
sealed interface Request {

    /** {@code up}: start the house and keep it, or look once whether it works. */
    record Up(boolean demo, boolean reset, boolean check, int portBase, int nodes) implements Request {}

    /** {@code apply}, with everything that follows. */
    record Apply(List<String> arguments) implements Request {}

    /** {@code doctor}, with everything that follows. */
    record Doctor(List<String> arguments) implements Request {}

    /** Not understood; one line says why. */
    record Wrong(String line) implements Request {}

    static Request of(List<String> words) {
        if (words.isEmpty()) {
            return new Wrong("say what to do: up, apply or doctor");
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "up" -> up(rest);
            case "apply" -> new Apply(List.copyOf(rest));
            case "doctor" -> new Doctor(List.copyOf(rest));
            default -> new Wrong("there is no command '" + words.getFirst() + "'; see ./keyward help");
        };
    }

    private static Request up(List<String> options) {
        boolean demo = false;
        boolean reset = false;
        boolean check = false;
        int portBase = Ports.DEFAULT_BASE;
        int nodes = 1;
        Iterator<String> words = options.iterator();
        try {
            while (words.hasNext()) {
                String option = words.next();
                switch (option) {
                    case "--demo" -> demo = true;
                    case "--reset" -> reset = true;
                    case "--check" -> check = true;
                    case "--port-base" -> portBase = new Ports(number(option, words)).base();
                    case "--nodes" -> nodes = nodes(number(option, words));
                    default -> throw new IllegalArgumentException("up has no option '" + option + "'");
                }
            }
        } catch (IllegalArgumentException wrong) {
            return new Wrong(wrong.getMessage() + "; see ./keyward help");
        }
        return new Up(demo, reset, check, portBase, nodes);
    }

    private static int number(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a number after it");
        }
        String word = words.next();
        if (!word.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(option + " needs a number, not '" + word + "'");
        }
        return Integer.parseInt(word);
    }

    private static int nodes(int count) {
        if (count != 1 && count != 2) {
            throw new IllegalArgumentException("--nodes is 1 or 2, not " + count);
        }
        return count;
    }
}
