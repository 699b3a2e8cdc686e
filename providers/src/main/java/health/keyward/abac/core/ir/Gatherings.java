package health.keyward.abac.core.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aggregates, arrays, sets, membership, graphs, walking. */
final class Gatherings {
    private Gatherings() {}

    static void into(Map<String, Builtin> all) {
        all.put("internal.member_2", (Builtin.Two) Gatherings::member);
        all.put("internal.member_3", (Builtin.Many) Gatherings::memberWithKey);
        all.put("count", (Builtin.One) Gatherings::count);
        all.put("sum", (Builtin.One) Gatherings::sum);
        all.put("product", (Builtin.One) Gatherings::product);
        all.put("max", (Builtin.One) Gatherings::max);
        all.put("min", (Builtin.One) Gatherings::min);
        all.put("sort", (Builtin.One) Gatherings::sort);
        all.put("and", (Builtin.Two) (a, b, run) -> both(Args.set(a), Args.set(b), run));
        all.put("or", (Builtin.Two) (a, b, run) -> union(Arr.of(Args.set(a), Args.set(b)), run));
        all.put("union", (Builtin.One) (a, run) -> union(Arr.of(Args.set(a).sorted()), run));
        all.put("intersection", (Builtin.One) Gatherings::intersection);
        all.put("array.concat", (Builtin.Two) (a, b, run) -> concat(Args.array(a), Args.array(b), run));
        all.put("array.reverse", (Builtin.One) (a, run) -> reverse(Args.array(a), run));
        all.put("array.flatten", (Builtin.One) (a, run) -> flatten(Args.array(a), run));
        all.put("array.slice", (Builtin.Many) Gatherings::slice);
        all.put("graph.reachable", (Builtin.Two) (graph, from, run) -> reachable(Args.object(graph), from, run));
        all.put("graph.reachable_paths", (Builtin.Two) (graph, from, run) -> paths(Args.object(graph), from, run));
        all.put("walk", (Builtin.One) Gatherings::walk);
    }

    private static Object member(Object item, Object in, Run run) {
        if (in instanceof Arr array) {
            run.charge(array.size() >> 2);
            return array.has(item);
        }
        if (in instanceof Obj object) {
            run.charge(object.size() >> 2);
            for (int i = 0; i < object.size(); i++) {
                if (object.valueAt(i).equals(item)) {
                    return true;
                }
            }
            return false;
        }
        return in instanceof Many set && set.has(item);
    }

    private static Object memberWithKey(Object[] args, Run run) {
        Object found = Values.get(args[2], args[0]);
        return found != null && found.equals(args[1]);
    }

    private static Object count(Object value, Run run) {
        if (value instanceof String text) {
            run.text(text.length());
        }
        int size = Values.size(value);
        if (size < 0) {
            throw Fault.OPERAND;
        }
        return (long) size;
    }

    private static Object sum(Object of, Run run) {
        Object sum = 0L;
        for (Object item : Args.items(of, run)) {
            sum = Numbers.plus(sum, Args.number(item));
        }
        return sum;
    }

    private static Object product(Object of, Run run) {
        Object product = 1L;
        for (Object item : Args.items(of, run)) {
            product = Numbers.times(product, Args.number(item));
        }
        return product;
    }

    private static @Nullable Object max(Object of, Run run) {
        Object max = null;
        for (Object item : Args.items(of, run)) {
            if (max == null || Order.compare(max, item) <= 0) {
                max = item;
            }
        }
        return max;
    }

    /** Of a set with more in it than null, OPA does not take null for the least. */
    private static @Nullable Object min(Object of, Run run) {
        Object min = null;
        boolean set = of instanceof Many;
        for (Object item : Args.items(of, run)) {
            if (min == null || (set && min == Nothing.NULL) || Order.compare(min, item) >= 0) {
                min = item;
            }
        }
        return min;
    }

    private static Object sort(Object of, Run run) {
        Object[] items = Args.items(of, run);
        if (of instanceof Arr) {
            run.charge(items.length * 4L);
            Arrays.sort(items, Order::compare);
        }
        return Arr.of(items);
    }

    private static Many both(Many a, Many b, Run run) {
        Many smaller = a.size() <= b.size() ? a : b;
        Many larger = smaller == a ? b : a;
        run.charge(smaller.size());
        Many made = new Many();
        for (int i = 0; i < smaller.size(); i++) {
            if (larger.has(smaller.at(i))) {
                made.add(smaller.at(i));
            }
        }
        return made;
    }

    private static Many union(Arr sets, Run run) {
        Many made = new Many();
        for (int i = 0; i < sets.size(); i++) {
            Many set = Args.set(sets.at(i));
            run.charge(set.size());
            for (int j = 0; j < set.size(); j++) {
                made.add(set.at(j));
            }
        }
        return made;
    }

    private static Object intersection(Object of, Run run) {
        Many sets = Args.set(of);
        Many made = sets.size() == 0 ? new Many() : Args.set(sets.at(0));
        for (int i = 1; i < sets.size(); i++) {
            made = both(made, Args.set(sets.at(i)), run);
        }
        return made;
    }

    private static Arr concat(Arr a, Arr b, Run run) {
        run.charge((long) a.size() + b.size());
        Arr made = new Arr(a.size() + b.size());
        made.addAll(a);
        made.addAll(b);
        return made;
    }

    private static Arr reverse(Arr array, Run run) {
        run.charge(array.size());
        Arr made = new Arr(array.size());
        for (int i = array.size() - 1; i >= 0; i--) {
            made.add(array.at(i));
        }
        return made;
    }

    private static Arr flatten(Arr array, Run run) {
        Arr made = new Arr(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (array.at(i) instanceof Arr nested) {
                run.charge(nested.size());
                made.addAll(nested);
            } else {
                made.add(array.at(i));
            }
        }
        return made;
    }

    private static Object slice(Object[] args, Run run) {
        Arr array = Args.array(args[0]);
        long until = Math.clamp(Args.whole(args[2]), 0, array.size());
        long from = Math.clamp(Args.whole(args[1]), 0, until);
        run.charge(until - from);
        return array.slice((int) from, (int) until);
    }

    /** Neighbours of a node; anything that is no array or set has none. */
    private static Object[] edges(@Nullable Object of, Run run) {
        return of instanceof Arr || of instanceof Many ? Args.items(of, run) : new Object[0];
    }

    private static Object reachable(Obj graph, Object from, Run run) {
        Deque<Object> queue = new ArrayDeque<>(Arrays.asList(Args.items(from, run)));
        Many reached = new Many();
        while (!queue.isEmpty()) {
            Object node = queue.remove();
            Object edges = graph.get(node);
            if (edges == null || reached.has(node)) {
                continue;
            }
            reached.add(node);
            for (Object next : edges(edges, run)) {
                if (!reached.has(next)) {
                    queue.add(next);
                }
            }
        }
        return reached;
    }

    private static Object paths(Obj graph, Object from, Run run) {
        Many found = new Many();
        for (Object node : Args.items(from, run)) {
            Object edges = graph.get(node);
            if (edges == null) {
                continue;
            }
            Object[] next = edges(edges, run);
            if (next.length == 0) {
                found.add(Arr.of(node));
            }
            for (Object neighbour : next) {
                paths(graph, neighbour, List.of(node), found, run);
            }
        }
        return found;
    }

    private static void paths(Obj graph, Object node, List<Object> way, Many found, Run run) {
        run.charge(way.size());
        Object edges = graph.get(node);
        if (edges == null || way.contains(node)) {
            found.add(Arr.of(way.toArray()));
            return;
        }
        List<Object> on = new ArrayList<>(way);
        on.add(node);
        Object[] next = edges(edges, run);
        if (next.length == 0) {
            found.add(Arr.of(on.toArray()));
        }
        for (Object neighbour : next) {
            paths(graph, neighbour, on, found, run);
        }
    }

    /** Every value below a value with the way to it. */
    private static Object walk(Object value, Run run) {
        Arr pairs = new Arr(16);
        walk(value, new Object[0], pairs, run);
        return pairs;
    }

    private static void walk(Object value, Object[] way, Arr pairs, Run run) {
        run.charge(way.length + 1L);
        pairs.add(Arr.of(Arr.of(way), value));
        if (value instanceof Arr array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.at(i), longer(way, (long) i), pairs, run);
            }
        } else if (value instanceof Table table) {
            for (Object key : table.sorted()) {
                walk(Values.there(Values.get(table, key)), longer(way, key), pairs, run);
            }
        }
    }

    private static Object[] longer(Object[] way, Object key) {
        Object[] made = Arrays.copyOf(way, way.length + 1);
        made[way.length] = key;
        return made;
    }
}
