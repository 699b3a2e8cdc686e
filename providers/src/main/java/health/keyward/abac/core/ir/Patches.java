package health.keyward.abac.core.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Patch (RFC 6902), on sets too. */
final class Patches {
    private Patches() {}

    static Object apply(Object document, Arr operations, Run run) {
        Object at = document;
        for (int i = 0; i < operations.size(); i++) {
            Obj operation = Args.object(operations.at(i));
            List<Object> path = Parts.way(needed(operation, "path"));
            run.charge(path.size() + 1L);
            at = switch (Args.text(needed(operation, "op"))) {
                case "add" -> added(at, path, 0, needed(operation, "value"), run);
                case "remove" -> removed(at, path, 0, run);
                case "replace" -> added(removed(at, path, 0, run), path, 0, needed(operation, "value"), run);
                case "move" -> {
                    List<Object> from = Parts.way(needed(operation, "from"));
                    Object moved = found(at, from);
                    yield added(removed(at, from, 0, run), path, 0, moved, run);
                }
                case "copy" -> added(at, path, 0, found(at, Parts.way(needed(operation, "from"))), run);
                case "test" -> tested(at, path, needed(operation, "value"));
                default -> throw Fault.OPERAND;
            };
        }
        if (at == GONE) {
            throw Fault.OPERAND;
        }
        return at;
    }

    /** Stands for a document that was removed as a whole. */
    private static final Object GONE = new Object();

    private static Object needed(Obj operation, String member) {
        Object value = operation.get(member);
        if (value == null) {
            throw Fault.OPERAND;
        }
        return value;
    }

    private static Object tested(Object document, List<Object> path, Object wanted) {
        if (!found(document, path).equals(wanted)) {
            throw Fault.OPERAND;
        }
        return document;
    }

    private static Object found(Object document, List<Object> path) {
        Object at = document;
        for (Object step : path) {
            at = member(at, step);
        }
        return at;
    }

    private static Object member(Object of, Object step) {
        Object found = of instanceof Arr array ? array.at(index(step, array.size() - 1)) : Values.get(of, step);
        if (found == null) {
            throw Fault.OPERAND;
        }
        return found;
    }

    private static int index(Object step, int last) {
        long index = -1;
        if (step instanceof Long number) {
            index = number;
        } else if (step instanceof String text && isIndex(text)) {
            index = Long.parseLong(text);
        }
        if (index < 0 || index > last) {
            throw Fault.OPERAND;
        }
        return (int) index;
    }

    private static boolean isIndex(String text) {
        return !text.isEmpty()
                && text.length() < 10
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static Object added(Object to, List<Object> path, int depth, Object value, Run run) {
        if (depth == path.size()) {
            return value;
        }
        if (to == GONE) {
            throw Fault.OPERAND;
        }
        Object step = path.get(depth);
        if (depth < path.size() - 1) {
            return replaced(to, step, added(member(to, step), path, depth + 1, value, run), run);
        }
        return switch (to) {
            case Obj object -> {
                Obj made = copy(object, null, run);
                made.put(step, value);
                yield made;
            }
            case Arr array -> {
                int at = step.equals("-") ? array.size() : index(step, array.size());
                run.charge(array.size());
                Arr made = new Arr(array.size() + 1);
                for (int i = 0; i < at; i++) {
                    made.add(array.at(i));
                }
                made.add(value);
                for (int i = at; i < array.size(); i++) {
                    made.add(array.at(i));
                }
                yield made;
            }
            case Many set -> {
                if (!step.equals(value)) {
                    throw Fault.OPERAND;
                }
                Many made = copy(set, null, run);
                made.add(value);
                yield made;
            }
            default -> throw Fault.OPERAND;
        };
    }

    private static Object removed(Object from, List<Object> path, int depth, Run run) {
        if (depth == path.size()) {
            return GONE;
        }
        if (from == GONE) {
            throw Fault.OPERAND;
        }
        Object step = path.get(depth);
        Object below = member(from, step);
        if (depth < path.size() - 1) {
            return replaced(from, step, removed(below, path, depth + 1, run), run);
        }
        return switch (from) {
            case Obj object -> copy(object, step, run);
            case Many set -> copy(set, step, run);
            case Arr array -> {
                int at = index(step, array.size() - 1);
                run.charge(array.size());
                Arr made = new Arr(array.size());
                for (int i = 0; i < array.size(); i++) {
                    if (i != at) {
                        made.add(array.at(i));
                    }
                }
                yield made;
            }
            default -> throw Fault.OPERAND;
        };
    }

    private static Object replaced(Object in, Object step, Object value, Run run) {
        return switch (in) {
            case Obj object -> {
                Obj made = copy(object, null, run);
                made.put(step, value);
                yield made;
            }
            case Arr array -> {
                Object[] items = array.copy();
                run.charge(items.length);
                items[index(step, items.length - 1)] = value;
                yield Arr.of(items);
            }
            case Many set -> {
                Many made = copy(set, step, run);
                made.add(value);
                yield made;
            }
            default -> throw Fault.OPERAND;
        };
    }

    private static Obj copy(Obj object, @Nullable Object without, Run run) {
        run.charge(object.size());
        Obj made = new Obj();
        for (int i = 0; i < object.size(); i++) {
            if (!object.keyAt(i).equals(without)) {
                made.put(object.keyAt(i), object.valueAt(i));
            }
        }
        return made;
    }

    private static Many copy(Many set, @Nullable Object without, Run run) {
        run.charge(set.size());
        Many made = new Many();
        for (int i = 0; i < set.size(); i++) {
            if (!set.at(i).equals(without)) {
                made.add(set.at(i));
            }
        }
        return made;
    }
}
