package health.keyward.abac.core.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects and parts of documents. */
final class Parts {
    private Parts() {}

    static void into(Map<String, Builtin> all) {
        all.put("object.get", (Builtin.Many) Parts::get);
        all.put("object.keys", (Builtin.One) (a, run) -> Many.of(Args.object(a).sorted()));
        all.put("object.union", (Builtin.Two) (a, b, run) -> merged(Args.object(a), Args.object(b), run));
        all.put("object.union_n", (Builtin.One) Parts::unionOfMany);
        all.put("object.remove", (Builtin.Two) Parts::remove);
        all.put("object.filter", (Builtin.Two) Parts::filter);
        all.put("object.subset", (Builtin.Two) Parts::subset);
        all.put("json.filter", (Builtin.Two) (a, b, run) -> kept(Args.object(a), tree(b, run), run));
        all.put("json.remove", (Builtin.Two) (a, b, run) -> left(Args.object(a), tree(b, run), run));
        all.put("json.patch", (Builtin.Two) (a, b, run) -> Patches.apply(a, Args.array(b), run));
    }

    private static Object get(Object[] args, Run run) {
        Object at = Args.object(args[0]);
        if (!(args[1] instanceof Arr way)) {
            Object found = Values.get(at, args[1]);
            return found == null ? args[2] : found;
        }
        run.charge(way.size());
        for (int i = 0; i < way.size(); i++) {
            Object next = Values.get(at, way.at(i));
            if (next == null) {
                return args[2];
            }
            at = next;
        }
        return at;
    }

    /** The second wins; objects in both are merged. */
    private static Object merged(Obj a, Obj b, Run run) {
        return Statements.Merge.merged(a, b, run);
    }

    private static Object unionOfMany(Object of, Run run) {
        Arr objects = Args.array(of);
        Obj made = new Obj();
        for (int i = 0; i < objects.size(); i++) {
            made = Args.object(merged(made, Args.object(objects.at(i)), run));
        }
        return made;
    }

    /** Keys given as array, set or object. */
    private static Many keys(Object of, Run run) {
        if (of instanceof Many set) {
            return set;
        }
        return of instanceof Obj object ? Many.of(object.sorted()) : Many.of(Args.items(of, run));
    }

    private static Object remove(Object from, Object what, Run run) {
        Obj object = Args.object(from);
        Many keys = keys(what, run);
        run.charge(object.size());
        Obj made = new Obj();
        for (int i = 0; i < object.size(); i++) {
            if (!keys.has(object.keyAt(i))) {
                made.put(object.keyAt(i), object.valueAt(i));
            }
        }
        return made;
    }

    private static Object filter(Object from, Object what, Run run) {
        Obj object = Args.object(from);
        Many keys = keys(what, run);
        run.charge(keys.size());
        Obj made = new Obj();
        for (int i = 0; i < object.size(); i++) {
            if (keys.has(object.keyAt(i))) {
                made.put(object.keyAt(i), object.valueAt(i));
            }
        }
        return made;
    }

    private static Object subset(Object all, Object part, Run run) {
        if (all instanceof Arr array && part instanceof Many set) {
            return has(array, set, run);
        }
        if (all.getClass() != part.getClass() || Values.size(all) < 0 || all instanceof String) {
            throw Fault.OPERAND;
        }
        return contains(all, part, run);
    }

    private static boolean contains(Object all, Object part, Run run) {
        if (all instanceof Obj large && part instanceof Obj small) {
            run.charge(small.size());
            for (int i = 0; i < small.size(); i++) {
                Object there = large.get(small.keyAt(i));
                if (there == null || (!there.equals(small.valueAt(i)) && !contains(there, small.valueAt(i), run))) {
                    return false;
                }
            }
            return true;
        }
        if (all instanceof Many large && part instanceof Many small) {
            run.charge(small.size());
            for (int i = 0; i < small.size(); i++) {
                if (!large.has(small.at(i))) {
                    return false;
                }
            }
            return true;
        }
        return all instanceof Arr large && part instanceof Arr small && inRow(large, small, run);
    }

    private static boolean inRow(Arr all, Arr part, Run run) {
        for (int from = 0; from + part.size() <= all.size(); from++) {
            int same = 0;
            while (same < part.size() && all.at(from + same).equals(part.at(same))) {
                same++;
            }
            run.charge(same + 1L);
            if (same == part.size()) {
                return true;
            }
        }
        return false;
    }

    /** OPA counts members of the array, not of the set, and finds nothing in an empty array. */
    private static boolean has(Arr all, Many part, Run run) {
        run.charge(all.size());
        int left = part.size();
        for (int i = 0; i < all.size(); i++) {
            if (part.has(all.at(i))) {
                left--;
            }
            if (left == 0) {
                return true;
            }
        }
        return false;
    }

    /** Paths as a tree whose leaves are null. */
    private static Obj tree(Object paths, Run run) {
        Obj root = new Obj();
        for (Object path : Args.items(paths, run)) {
            List<Object> way = way(path);
            run.charge(way.size());
            Obj at = root;
            for (int i = 0; i < way.size(); i++) {
                Object next = at.get(way.get(i));
                if (i == way.size() - 1) {
                    at.put(way.get(i), Nothing.NULL);
                } else if (next instanceof Obj node) {
                    at = node;
                } else if (next == null) {
                    Obj node = new Obj();
                    at.put(way.get(i), node);
                    at = node;
                } else {
                    break;
                }
            }
        }
        return root;
    }

    /** A JSON pointer, also without the slash in front, or an array of steps. */
    static List<Object> way(Object path) {
        List<Object> way = new ArrayList<>();
        if (path instanceof Arr array) {
            for (int i = 0; i < array.size(); i++) {
                way.add(array.at(i));
            }
            return way;
        }
        String text = Args.text(path);
        if (!text.isEmpty()) {
            int from = 0;
            while (from < text.length() && text.charAt(from) == '/') {
                from++;
            }
            for (String part : text.substring(from).split("/", -1)) {
                way.add(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return way;
    }

    private static Object kept(Object value, Object tree, Run run) {
        if (!(tree instanceof Obj node)) {
            return value;
        }
        run.charge(1);
        return switch (value) {
            case Arr array -> {
                Arr made = new Arr(0);
                for (int i = 0; i < array.size(); i++) {
                    Object below = node.get(Integer.toString(i));
                    if (below != null) {
                        made.add(kept(array.at(i), below, run));
                    }
                }
                yield made;
            }
            case Obj object -> {
                Obj made = new Obj();
                for (int i = 0; i < object.size(); i++) {
                    Object below = node.get(object.keyAt(i));
                    if (below != null) {
                        made.put(object.keyAt(i), kept(object.valueAt(i), below, run));
                    }
                }
                yield made;
            }
            case Many set -> {
                Many made = new Many();
                for (int i = 0; i < set.size(); i++) {
                    Object below = node.get(set.at(i));
                    if (below != null) {
                        made.add(kept(set.at(i), below, run));
                    }
                }
                yield made;
            }
            default -> value;
        };
    }

    private static @Nullable Object left(Object value, @Nullable Object tree, Run run) {
        if (tree == Nothing.NULL) {
            return null;
        }
        if (!(tree instanceof Obj node)) {
            return value;
        }
        run.charge(1);
        return switch (value) {
            case Arr array -> {
                Arr made = new Arr(array.size());
                for (int i = 0; i < array.size(); i++) {
                    Object remains = left(array.at(i), node.get(Integer.toString(i)), run);
                    if (remains != null) {
                        made.add(remains);
                    }
                }
                yield made;
            }
            case Obj object -> {
                Obj made = new Obj();
                for (int i = 0; i < object.size(); i++) {
                    Object remains = left(object.valueAt(i), node.get(object.keyAt(i)), run);
                    if (remains != null) {
                        made.put(object.keyAt(i), remains);
                    }
                }
                yield made;
            }
            case Many set -> {
                Many made = new Many();
                for (int i = 0; i < set.size(); i++) {
                    Object remains = left(set.at(i), node.get(set.at(i)), run);
                    if (remains != null) {
                        made.add(remains);
                    }
                }
                yield made;
            }
            default -> value;
        };
    }
}
