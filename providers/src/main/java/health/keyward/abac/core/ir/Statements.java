package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of the documented plan format. */
final class Statements {
    private Statements() {}

    static int defined(@Nullable Object[] slots, int target, @Nullable Object value) {
        slots[target] = value;
        return value == null ? Statement.UNDEFINED : Statement.DONE;
    }

    /** A statement with a value that the next ones go on with. */
    interface Putting extends Statement {
        Target target();
    }

    record Dot(Operand source, Operand key, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object from = source.in(slots);
            Object at = key.in(slots);
            return target.put(slots, from == null || at == null ? null : Values.get(from, at));
        }
    }

    /** The usual case: a member of an object by its name. */
    record Member(int source, Object key, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object from = slots[source];
            Object value = from instanceof Obj object ? object.get(key) : from == null ? null : Values.get(from, key);
            return target.put(slots, value);
        }
    }

    /** Copies undefined too: that is how a plan keeps an input that was not given. */
    record Assign(Operand source, int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = source.in(slots);
            return DONE;
        }
    }

    /** @param where for the message of a conflict */
    record AssignOnce(Operand source, int target, String where) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object value = source.in(slots);
            if (value == null) {
                return UNDEFINED;
            }
            Object there = slots[target];
            if (there != null && !there.equals(value)) {
                throw new Stop(Failure.ENGINE_ERROR, "two results that differ at " + where);
            }
            slots[target] = value;
            return DONE;
        }
    }

    record Reset(int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = null;
            return DONE;
        }
    }

    record Constant(Object value, int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = value;
            return DONE;
        }
    }

    record MakeArray(int capacity, int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = new Arr(capacity);
            return DONE;
        }
    }

    record MakeObject(int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = new Obj();
            return DONE;
        }
    }

    record MakeSet(int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[target] = new Many();
            return DONE;
        }
    }

    record Append(int array, Operand value) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object item = value.in(slots);
            if (item == null || !(slots[array] instanceof Arr into)) {
                return UNDEFINED;
            }
            into.add(item);
            return DONE;
        }
    }

    record AddToSet(int set, Operand value) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object item = value.in(slots);
            if (item == null || !(slots[set] instanceof Many into)) {
                return UNDEFINED;
            }
            into.add(item);
            return DONE;
        }
    }

    /** @param where null where a later value replaces an earlier one */
    record Insert(
            int object,
            Operand key,
            Operand value,
            @Nullable String where) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object at = key.in(slots);
            Object item = value.in(slots);
            if (at == null || item == null || !(slots[object] instanceof Obj into)) {
                return UNDEFINED;
            }
            if (where != null) {
                Object there = into.get(at);
                if (there != null && !there.equals(item)) {
                    throw new Stop(Failure.ENGINE_ERROR, "two values for one key at " + where);
                }
            }
            into.put(at, item);
            return DONE;
        }
    }

    record Merge(int a, int b, int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object first = slots[a];
            Object second = slots[b];
            return defined(slots, target, first == null || second == null ? null : merged(first, second, run));
        }

        /** Base document and rules: where both say something and it cannot be merged, the rules are right. */
        static Object merged(Object base, Object rules, Run run) {
            if (!(base instanceof Obj left) || !(rules instanceof Obj right)) {
                return rules;
            }
            run.charge((long) left.size() + right.size());
            Obj made = left.copy();
            for (int i = 0; i < right.size(); i++) {
                Object there = left.get(right.keyAt(i));
                made.put(right.keyAt(i), there == null ? right.valueAt(i) : merged(there, right.valueAt(i), run));
            }
            return made;
        }
    }

    record Equal(Operand a, Operand b, boolean wanted) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object left = a.in(slots);
            Object right = b.in(slots);
            return left != null && right != null && left.equals(right) == wanted ? DONE : UNDEFINED;
        }
    }

    /** Anything but false: what a naked term in a rule body comes to. */
    record NotFalse(int source) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object value = slots[source];
            return value == null || value.equals(Boolean.FALSE) ? UNDEFINED : DONE;
        }
    }

    record Is(Operand source, Class<?> type) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            return type.isInstance(source.in(slots)) ? DONE : UNDEFINED;
        }
    }

    record Known(int source, boolean wanted) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            return (slots[source] != null) == wanted ? DONE : UNDEFINED;
        }
    }

    record Length(Operand source, int target) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object value = source.in(slots);
            int size = value == null ? -1 : Values.size(value);
            return defined(slots, target, size < 0 ? null : (Object) (long) size);
        }
    }

    record Break(int code) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            return code;
        }
    }

    record Return(int source, int result) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            slots[result] = slots[source];
            return RETURN;
        }
    }

    record Result(int source) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object value = slots[source];
            if (value == null) {
                return UNDEFINED;
            }
            run.result(value);
            return DONE;
        }
    }

    /** The rule whose body ends here took part. */
    record Mark(int site) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            run.matched(site);
            return DONE;
        }
    }

    record Blocks(Statement[][] blocks) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            for (Statement[] block : blocks) {
                int code = Statement.all(block, slots, run);
                if (code < 0) {
                    return code;
                }
                if (code > 1) {
                    return code - 1;
                }
            }
            return DONE;
        }
    }

    record Not(Statement[] block) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            int code = Statement.all(block, slots, run);
            return code == DONE ? UNDEFINED : code > 0 ? code - 1 : code;
        }
    }

    /** Goes through arrays in their order, through objects and sets in OPA's. */
    record Scan(int source, int key, int value, Statement[] block) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object from = slots[source];
            if (from instanceof Arr array) {
                for (int i = 0; i < array.size(); i++) {
                    int code = one((long) i, array.at(i), slots, run);
                    if (code != DONE) {
                        return left(code);
                    }
                }
                return DONE;
            }
            if (!(from instanceof Table table)) {
                return from == null ? UNDEFINED : DONE;
            }
            for (Object at : table.sorted()) {
                int code = one(at, table instanceof Obj object ? object.get(at) : at, slots, run);
                if (code != DONE) {
                    return left(code);
                }
            }
            return DONE;
        }

        private int one(Object at, @Nullable Object item, @Nullable Object[] slots, Run run) {
            slots[key] = at;
            slots[value] = item;
            int code = Statement.all(block, slots, run);
            return code == UNDEFINED ? DONE : code;
        }

        private static int left(int code) {
            return code > 0 ? code - 2 : code;
        }
    }

    record With(int local, Object[] path, Operand value, Statement[] block) implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object put = value.in(slots);
            Object before = slots[local];
            @Nullable Object[] memory = run.memory;
            run.memory = new Object[memory.length];
            slots[local] = path.length == 0 ? put : put == null ? before : replaced(before, 0, put, run);
            int code = Statement.all(block, slots, run);
            slots[local] = before;
            run.memory = memory;
            return code > 1 ? code - 1 : code;
        }

        private Object replaced(@Nullable Object in, int depth, Object put, Run run) {
            if (depth == path.length) {
                return put;
            }
            Obj made = in instanceof Obj object ? object.copy() : new Obj();
            run.charge(made.size());
            made.put(path[depth], replaced(made.get(path[depth]), depth + 1, put, run));
            return made;
        }
    }

    record Call(Function function, Operand[] arguments, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object value = function.call(arguments, slots, run);
            return target.put(slots, value);
        }
    }

    /** A rule by a path that is only known now. */
    record CallByPath(Map<List<Object>, Function> functions, Operand[] path, Operand[] arguments, int target)
            implements Statement {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            List<Object> key = new ArrayList<>(path.length);
            for (Operand part : path) {
                Object name = part.in(slots);
                if (name == null) {
                    return UNDEFINED;
                }
                key.add(name);
            }
            Function function = functions.get(key);
            if (function == null) {
                return UNDEFINED;
            }
            // The rule is there and says nothing: the base document is not asked.
            return defined(slots, target, function.call(arguments, slots, run)) == DONE ? DONE : 4;
        }
    }

    record CallOne(Builtin.One function, Operand a, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object first = a.in(slots);
            if (first == null) {
                return UNDEFINED;
            }
            Object value;
            try {
                value = function.of(first, run);
            } catch (Fault fault) {
                value = run.fault(fault);
            } catch (ArithmeticException e) {
                value = run.fault(new Fault("number out of bounds"));
            }
            return target.put(slots, value);
        }
    }

    record CallTwo(Builtin.Two function, Operand a, Operand b, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object first = a.in(slots);
            Object second = b.in(slots);
            if (first == null || second == null) {
                return UNDEFINED;
            }
            Object value;
            try {
                value = function.of(first, second, run);
            } catch (Fault fault) {
                value = run.fault(fault);
            } catch (ArithmeticException e) {
                value = run.fault(new Fault("number out of bounds"));
            }
            return target.put(slots, value);
        }
    }

    record CallMany(Builtin.Many function, Operand[] arguments, Target target) implements Putting {
        @Override
        public int run(@Nullable Object[] slots, Run run) {
            Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                Object argument = arguments[i].in(slots);
                if (argument == null) {
                    return UNDEFINED;
                }
                values[i] = argument;
            }
            Object value;
            try {
                value = function.of(values, run);
            } catch (Fault fault) {
                value = run.fault(fault);
            } catch (ArithmeticException e) {
                value = run.fault(new Fault("number out of bounds"));
            }
            return target.put(slots, value);
        }
    }
}
