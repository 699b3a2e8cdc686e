package health.keyward.abac.core.ir;

import health.keyward.abac.core.Engine.Matched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes statements with slots of a plan as it was read. What it does not understand is an {@link IllegalArgumentException}. */
final class Compiler {
    private final List<String> strings;
    private final List<String> files;
    private final Map<String, Function> functions = new HashMap<>();
    private final Map<List<Object>, Function> paths = new HashMap<>();
    private final List<Site> sites = new ArrayList<>();

    /** A function that is declared and not yet filled in. */
    private record Draft(Map<?, ?> declaration, Function function, Scope scope) {}

    /** A place where a rule has its result. */
    private record Site(Matched rule, int file, int column) {}

    /** One function or plan: its locals by slot. */
    private static final class Scope {
        final Map<Long, Integer> slots = new HashMap<>();
        final Set<Long> results = new HashSet<>();

        @Nullable
        String rule;

        long result = -1;

        int slot(long local) {
            return slots.computeIfAbsent(local, l -> slots.size());
        }
    }

    private Compiler(Map<?, ?> plan) {
        Map<?, ?> constants = map(plan, "static");
        this.strings = values(constants, "strings");
        this.files = values(constants, "files");
    }

    static Program compile(Map<?, ?> plan) {
        Set<String> missing = missing(plan);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs functions that this engine does not have: " + String.join(", ", missing));
        }
        return new Compiler(plan).program(plan);
    }

    /** Built-in functions that a plan needs and the engine has not. */
    static Set<String> missing(Map<?, ?> plan) {
        Set<String> missing = new TreeSet<>();
        for (Object declared : list(map(plan, "static"), "builtin_funcs")) {
            String name = text(object(declared), "name");
            if (Builtins.find(name) == null) {
                missing.add(name);
            }
        }
        return missing;
    }

    private Program program(Map<?, ?> plan) {
        List<?> declared = list(map(plan, "funcs"), "funcs");
        List<Draft> drafts = new ArrayList<>();
        for (Object one : declared) {
            Map<?, ?> function = object(one);
            Scope scope = new Scope();
            List<?> parameters = list(function, "params");
            parameters.forEach(p -> scope.slot(number(p)));
            scope.result = number(function, "return");
            String name = text(function, "name");
            scope.rule = name.substring(name.indexOf('.') + 1);
            Function made = new Function(functions.size(), parameters.size(), scope.slot(scope.result));
            if (functions.put(name, made) != null) {
                throw new IllegalArgumentException("a function twice: " + name);
            }
            if (function.get("path") instanceof List<?> path && parameters.size() == 2) {
                paths.put(List.copyOf(path), made);
            }
            drafts.add(new Draft(function, made, scope));
        }
        for (Draft draft : drafts) {
            List<?> body = list(draft.declaration(), "blocks");
            body.forEach(block -> results(object(block), draft.scope()));
            Statement[][] blocks = blocks(body, draft.scope());
            draft.function().compiled(blocks, draft.scope().slots.size());
        }
        Map<String, Program.Plan> plans = new LinkedHashMap<>();
        for (Object one : list(map(plan, "plans"), "plans")) {
            Scope scope = new Scope();
            scope.slot(0);
            scope.slot(1);
            Statement[][] blocks = blocks(list(object(one), "blocks"), scope);
            plans.put(text(object(one), "name"), new Program.Plan(blocks, scope.slots.size()));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> sites.get(i).rule().file())
                .thenComparing(i -> sites.get(i).rule().row())
                .thenComparing(i -> sites.get(i).column()));
        return new Program(
                plans,
                functions.size(),
                sites.stream().map(Site::rule).toList(),
                order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The locals that hold what one rule of several with the same name came to. */
    private static void results(Map<?, ?> block, Scope scope) {
        for (Object one : list(block, "stmts")) {
            Map<?, ?> statement = map(object(one), "stmt");
            if (text(object(one), "type").equals("AssignVarOnceStmt")
                    && number(statement, "target") == scope.result
                    && map(statement, "source").get("type") instanceof String type
                    && type.equals("local")) {
                scope.results.add(number(map(statement, "source"), "value"));
            }
        }
    }

    private Statement[][] blocks(List<?> blocks, Scope scope) {
        return blocks.stream().map(block -> block(object(block), scope)).toArray(Statement[][]::new);
    }

    private Statement[] block(Map<?, ?> block, Scope scope) {
        List<Statement> made = new ArrayList<>();
        for (Object one : list(block, "stmts")) {
            String type = text(object(one), "type");
            Map<?, ?> statement = map(object(one), "stmt");
            if (type.equals("NopStmt")) {
                continue;
            }
            Statement next = statement(type, statement, scope);
            if (!made.isEmpty()
                    && made.getLast() instanceof Statements.Putting last
                    && isTakenIn(next, last.target())) {
                continue;
            }
            made.add(next);
            if (isResult(type, statement, scope)) {
                made.add(new Statements.Mark(site(statement, scope)));
            }
        }
        return made.toArray(Statement[]::new);
    }

    private static boolean isTakenIn(Statement next, Target target) {
        return switch (next) {
            case Statements.Assign copy -> target.copies(copy.source().number(), copy.target());
            case Statements.NotFalse check -> target.checks(check.source());
            default -> false;
        };
    }

    private static boolean isResult(String type, Map<?, ?> statement, Scope scope) {
        return switch (type) {
            case "AssignVarOnceStmt" -> scope.results.contains(number(statement, "target"));
            case "SetAddStmt" -> number(statement, "set") == scope.result;
            case "ObjectInsertOnceStmt" -> number(statement, "object") == scope.result;
            default -> false;
        };
    }

    private int site(Map<?, ?> statement, Scope scope) {
        int file = (int) number(statement, "file");
        sites.add(new Site(
                new Matched(file(file), (int) number(statement, "row"), String.valueOf(scope.rule)), file, (int)
                        number(statement, "col")));
        return sites.size() - 1;
    }

    private Statement statement(String type, Map<?, ?> s, Scope scope) {
        return switch (type) {
            case "ArrayAppendStmt" -> new Statements.Append(local(s, "array", scope), operand(s, "value", scope));
            case "AssignIntStmt", "MakeNumberIntStmt" ->
                new Statements.Constant(number(s, "value"), local(s, "target", scope));
            case "AssignVarOnceStmt" ->
                new Statements.AssignOnce(operand(s, "source", scope), local(s, "target", scope), where(s));
            case "AssignVarStmt" -> new Statements.Assign(operand(s, "source", scope), local(s, "target", scope));
            case "BlockStmt" -> new Statements.Blocks(blocks(list(s, "blocks"), scope));
            case "BreakStmt" -> new Statements.Break((int) number(s, "index") + 1);
            case "CallDynamicStmt" ->
                new Statements.CallByPath(
                        paths, operands(s, "path", scope), operands(s, "args", scope), local(s, "result", scope));
            case "CallStmt" -> call(s, scope);
            case "DotStmt" -> dot(s, scope);
            case "EqualStmt" -> new Statements.Equal(operand(s, "a", scope), operand(s, "b", scope), true);
            case "IsArrayStmt" -> new Statements.Is(operand(s, "source", scope), Arr.class);
            case "IsDefinedStmt" -> new Statements.Known(local(s, "source", scope), true);
            case "IsObjectStmt" -> new Statements.Is(operand(s, "source", scope), Obj.class);
            case "IsSetStmt" -> new Statements.Is(operand(s, "source", scope), Many.class);
            case "IsUndefinedStmt" -> new Statements.Known(local(s, "source", scope), false);
            case "LenStmt" -> new Statements.Length(operand(s, "source", scope), local(s, "target", scope));
            case "MakeArrayStmt" -> new Statements.MakeArray((int) number(s, "capacity"), local(s, "target", scope));
            case "MakeNullStmt" -> new Statements.Constant(Nothing.NULL, local(s, "target", scope));
            case "MakeNumberRefStmt" ->
                new Statements.Constant(
                        literal(string(number(s, s.containsKey("Index") ? "Index" : "index"))),
                        local(s, "target", scope));
            case "MakeObjectStmt" -> new Statements.MakeObject(local(s, "target", scope));
            case "MakeSetStmt" -> new Statements.MakeSet(local(s, "target", scope));
            case "NotEqualStmt" -> notEqual(s, scope);
            case "NotStmt" -> new Statements.Not(block(map(s, "block"), scope));
            case "ObjectInsertOnceStmt" ->
                new Statements.Insert(
                        local(s, "object", scope), operand(s, "key", scope), operand(s, "value", scope), where(s));
            case "ObjectInsertStmt" ->
                new Statements.Insert(
                        local(s, "object", scope), operand(s, "key", scope), operand(s, "value", scope), null);
            case "ObjectMergeStmt" ->
                new Statements.Merge(local(s, "a", scope), local(s, "b", scope), local(s, "target", scope));
            case "ResetLocalStmt" -> new Statements.Reset(local(s, "target", scope));
            case "ResultSetAddStmt" -> new Statements.Result(local(s, "value", scope));
            case "ReturnLocalStmt" -> new Statements.Return(local(s, "source", scope), scope.slot(scope.result));
            case "ScanStmt" ->
                new Statements.Scan(
                        local(s, "source", scope),
                        local(s, "key", scope),
                        local(s, "value", scope),
                        block(map(s, "block"), scope));
            case "SetAddStmt" -> new Statements.AddToSet(local(s, "set", scope), operand(s, "value", scope));
            case "WithStmt" ->
                new Statements.With(
                        local(s, "local", scope),
                        s.get("path") instanceof List<?> path
                                ? path.stream().map(p -> string(number(p))).toArray()
                                : new Object[0],
                        operand(s, "value", scope),
                        block(map(s, "block"), scope));
            default -> throw new IllegalArgumentException("a statement that this engine does not know: " + type);
        };
    }

    private Statement dot(Map<?, ?> s, Scope scope) {
        Map<?, ?> source = map(s, "source");
        Map<?, ?> key = map(s, "key");
        Target target = new Target(local(s, "target", scope));
        return text(source, "type").equals("local") && text(key, "type").equals("string_index")
                ? new Statements.Member(scope.slot(number(source, "value")), string(number(key, "value")), target)
                : new Statements.Dot(operand(source, scope), operand(key, scope), target);
    }

    private Statement notEqual(Map<?, ?> s, Scope scope) {
        Map<?, ?> a = map(s, "a");
        return text(a, "type").equals("local")
                        && Boolean.FALSE.equals(map(s, "b").get("value"))
                ? new Statements.NotFalse(scope.slot(number(a, "value")))
                : new Statements.Equal(operand(a, scope), operand(s, "b", scope), false);
    }

    private Statement call(Map<?, ?> s, Scope scope) {
        String name = text(s, "func");
        Operand[] arguments = operands(s, "args", scope);
        Target target = new Target(local(s, "result", scope));
        Function function = functions.get(name);
        if (function != null) {
            return new Statements.Call(function, arguments, target);
        }
        return switch (Builtins.find(name)) {
            case null -> throw new IllegalArgumentException("needs a function that this engine does not have: " + name);
            case Builtin.One one when arguments.length == 1 -> new Statements.CallOne(one, arguments[0], target);
            case Builtin.Two two
            when arguments.length == 2 -> new Statements.CallTwo(two, arguments[0], arguments[1], target);
            case Builtin.Many many -> new Statements.CallMany(many, arguments, target);
            default -> throw new IllegalArgumentException(name + " called with " + arguments.length + " arguments");
        };
    }

    private Operand operand(Map<?, ?> statement, String member, Scope scope) {
        return operand(map(statement, member), scope);
    }

    private Operand operand(Map<?, ?> operand, Scope scope) {
        String type = text(operand, "type");
        return switch (type) {
            case "local" -> Operand.slot(scope.slot(number(operand, "value")));
            case "string_index" -> Operand.constant(string(number(operand, "value")));
            case "bool" -> Operand.constant(Boolean.TRUE.equals(operand.get("value")));
            default -> throw new IllegalArgumentException("an operand that this engine does not know: " + type);
        };
    }

    /** Operands, or bare numbers of locals. */
    private Operand[] operands(Map<?, ?> statement, String member, Scope scope) {
        return list(statement, member).stream()
                .map(one -> one instanceof Map<?, ?> operand
                        ? operand(operand, scope)
                        : Operand.slot(scope.slot(number(one))))
                .toArray(Operand[]::new);
    }

    private static int local(Map<?, ?> statement, String member, Scope scope) {
        return scope.slot(number(statement, member));
    }

    private String string(long index) {
        if (index < 0 || index >= strings.size()) {
            throw new IllegalArgumentException("no string " + index);
        }
        return strings.get((int) index);
    }

    private String file(int index) {
        return index >= 0 && index < files.size() ? files.get(index) : "";
    }

    private String where(Map<?, ?> statement) {
        return file((int) number(statement, "file")) + ":" + number(statement, "row");
    }

    private static Object literal(String number) {
        try {
            return Numbers.parse(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no number: " + number, e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a number out of bounds", e);
        }
    }

    private static List<String> values(Map<?, ?> from, String member) {
        return list(from, member).stream()
                .map(one -> Values.whole(text(object(one), "value")).intern())
                .toList();
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("not a plan: an object is missing");
    }

    private static Map<?, ?> map(Map<?, ?> from, String member) {
        if (from.get(member) instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("not a plan: no object " + member);
    }

    /** An absent list is an empty one. */
    private static List<?> list(Map<?, ?> from, String member) {
        Object found = from.get(member);
        if (found == null) {
            return List.of();
        }
        if (found instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("not a plan: no list " + member);
    }

    private static String text(Map<?, ?> from, String member) {
        if (from.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a plan: no text " + member);
    }

    private static long number(Map<?, ?> from, String member) {
        return number(from.get(member));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException("not a plan: a whole number is missing");
    }
}
