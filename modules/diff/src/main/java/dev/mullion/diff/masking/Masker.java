package dev.mullion.diff.masking;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.core.config.YamlBeside;
import dev.mullion.core.config.YamlPlaces;
import dev.mullion.core.text.SecretNames;
import dev.mullion.core.text.Sha256;
import dev.mullion.diff.Comparison.Mask;
import dev.mullion.diff.masking.MaskedValue.Spelling;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The one way from what was read to what may be shown. It decodes and masks at once, so that what is hidden in one place is
 * hidden in its encoded and decoded forms alike, and so that nothing behind it holds a raw value.
 */
public final class Masker {
    private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9_+/=~!@#%^*&.-]+");

    private static final Pattern FILE_OR_HOST = Pattern.compile("\\.[A-Za-z]{2,}|//");

    private static final String MARKED = "marked secret";
    private static final int MAX_DEPTH = 8;

    /** What {@code "kty"} makes a JSON Web Key: these of its fields are private. */
    static final Set<String> KEY_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "k");

    /** Base64 that is no text: shorter ones are names and digests, which a reader knows by sight. */
    private static final int MIN_OPAQUE_LENGTH = 256;

    /** A shorter one that nobody marked may be a word elsewhere. */
    private static final int MIN_SEARCHED_LENGTH = 10;

    /** In lower case, as the next. */
    static final List<String> NAME_FIELDS = List.of("name", "key", "parametername", "parameterkey", "optionname");

    static final Set<String> VALUE_FIELDS = Set.of("value", "parametervalue", "stringvalue", "optionvalue");

    private final Scan scan;
    private final KnownSecrets known;
    private final Placeholders placeholders;
    private final boolean handedOut;
    private final Map<String, String> names = new HashMap<>();

    /** Whether {@code [secret]} stands for one. */
    private final boolean standsForSecrets;

    private final Set<Mask> masks;

    /** @param known secret elsewhere in what is compared */
    public Masker(KnownSecrets known) {
        this(known, new Scan(List.of()), new Placeholders(), true, true, newMasks());
    }

    private Masker(
            KnownSecrets known,
            Scan scan,
            Placeholders placeholders,
            boolean handedOut,
            boolean standsForSecrets,
            Set<Mask> masks) {
        this.known = known;
        this.scan = scan;
        this.placeholders = placeholders;
        this.handedOut = handedOut;
        this.standsForSecrets = standsForSecrets;
        this.masks = masks;
    }

    /**
     * One that only looks: what it hides is told to {@code secrets}, so that the next one finds it everywhere.
     *
     * @param masks of the user's own
     * @param handedOut whether one of the sides may be a plan that was handed out
     * @throws dev.mullion.core.spec.UserException where it masks, when a mask takes too long
     */
    public static Masker searching(KnownSecrets.Builder secrets, List<MaskPattern> masks, boolean handedOut) {
        Placeholders looking = new Placeholders(plain -> {
            if (plain.length() >= MIN_SEARCHED_LENGTH && SecretNames.looksRandom(plain) && isOneWord(plain)) {
                secrets.plain(plain);
            }
        });
        return new Masker(secrets.build(), new Scan(masks), looking, handedOut, handedOut, newMasks());
    }

    /**
     * Whether it is one word of a password or a token. Whoever writes a stack file chooses what has a secret's name: a call, an
     * address or a part of an ARN would hide code and rights wherever else they stand.
     */
    private static boolean isOneWord(String plain) {
        return ONE_WORD.matcher(plain).matches()
                && plain.chars().anyMatch(c -> c >= '0' && c <= '9')
                && !FILE_OR_HOST.matcher(plain).find()
                && Decoder.decode(plain).flatMap(Decoder.Decoded::text).isEmpty();
    }

    /** One that masks, and knows what this one found by looking at the same texts. */
    public Masker knowing(KnownSecrets secrets) {
        return new Masker(secrets, scan, new Placeholders(), handedOut, handedOut, newMasks());
    }

    /** The same of a stack's configuration, in which {@code [secret]} stands for one in any plan. */
    public Masker ofConfiguration() {
        return new Masker(known, scan, placeholders, handedOut, true, masks);
    }

    private static Set<Mask> newMasks() {
        return new TreeSet<>(
                Comparator.comparing(Mask::urn).thenComparing(Mask::path).thenComparing(Mask::reason));
    }

    /** Inputs or outputs of a resource, without what a provider keeps there for itself. */
    public MaskedValue.Fields fields(String type, PropertyValue.Fields raw) {
        Sensitive.Rule rule = Sensitive.of(type, raw);
        SortedMap<String, MaskedValue> values = new TreeMap<>();
        raw.values().forEach((key, value) -> {
            if (!Signature.isOfProvider(key, value)) {
                values.put(key(key), rule.hides(key) ? hideAll(value, rule.reason()) : field(type, raw, key, value));
            }
        });
        return new MaskedValue.Fields(values);
    }

    private MaskedValue field(String type, PropertyValue.Fields all, String key, PropertyValue value) {
        boolean list = type.endsWith(":" + KubernetesSecrets.LIST) || isOfKind(all, KubernetesSecrets.LIST);
        return list && key.equals("items") ? secrets(value, 0) : value(value, key, RunTexts.key(all, key), 0);
    }

    /** A name, a message or another text on its own, with a placeholder where a secret was. */
    public String mask(String text) {
        String clean = Placeholders.clean(text);
        if (known.holds(clean)) {
            return placeholders.hide(clean, Credentials.whole(clean).orElse(KnownSecrets.REASON));
        }
        return replaced(clean, scan.spans(clean, known));
    }

    /** Whether something is hidden in a masked text. */
    public static boolean hides(String masked) {
        return Placeholders.isIn(masked);
    }

    /** A place of a masked text, or the one before it where it stands in a placeholder. */
    public static int before(String masked, int at) {
        int opened = masked.lastIndexOf(Placeholders.OPEN, at - 1);
        return opened > masked.lastIndexOf(Placeholders.CLOSE, at - 1) ? opened : at;
    }

    /** A place of a masked text, or the one behind it where it stands in a placeholder. */
    public static int behind(String masked, int at) {
        return before(masked, at) == at ? at : masked.indexOf(Placeholders.CLOSE, at) + 1;
    }

    /** Where a text holds what may not be shown, in its order. */
    public List<SecretPlace> secrets(String text) {
        String clean = Placeholders.clean(text);
        List<SecretPlace> places = new ArrayList<>();
        int line = 1;
        int from = 0;
        for (SecretSpan span : scan.spans(clean, known)) {
            for (; from < span.start(); from++) {
                line += clean.charAt(from) == '\n' ? 1 : 0;
            }
            places.add(new SecretPlace(line, span.reason()));
        }
        return places;
    }

    /**
     * A masked text for readers, and the place noted where it held something.
     *
     * @param urn empty outside of resources; masked itself
     * @param path as {@link dev.mullion.diff.PropertyChange#path}, masked itself
     */
    public String show(String masked, String urn, String path) {
        return placeholders.show(masked, reason -> masks.add(new Mask(urn, path, reason)));
    }

    /** A masked path for readers; what it held is noted at itself. */
    public String path(String masked, String urn) {
        if (!Placeholders.isIn(masked)) {
            return masked;
        }
        String shown = placeholders.show(masked, reason -> {});
        return show(masked, urn, shown);
    }

    /** A URN, name or type for readers. */
    public String name(String raw) {
        return names.computeIfAbsent(raw, of -> {
            String masked = mask(of);
            return Placeholders.isIn(masked) ? show(masked, placeholders.show(masked, reason -> {}), "") : masked;
        });
    }

    /** What stands for a plain value whose counterpart is secret. */
    public MaskedValue.Secret hide(MaskedValue plain) {
        if (plain instanceof MaskedValue.Secret secret) {
            return secret;
        }
        String text = plain instanceof MaskedValue.Scalar scalar ? scalar.text() : plain.toString();
        return new MaskedValue.Secret(placeholders.hide(text, "was a secret or becomes one"));
    }

    /**
     * Whether a document has {@code [secret]} there, as in a plan that was handed out: nothing tells it from another. Of what was
     * previewed here it is what the program says, as any other text.
     */
    public boolean isUntold(MaskedValue.Secret secret) {
        return handedOut && secret.equals(handedOut());
    }

    private MaskedValue.Secret handedOut() {
        return new MaskedValue.Secret(placeholders.hideFingerprint(Placeholders.SHOWN, MARKED));
    }

    /** Where something was masked so far, sorted. */
    public List<Mask> masks() {
        return List.copyOf(masks);
    }

    private String key(String raw) {
        return raw.length() < Decoder.MIN_LENGTH - 6 && known.isEmpty() && !scan.hasMasks()
                ? Placeholders.clean(raw)
                : mask(raw);
    }

    /**
     * Any value.
     *
     * @param name what tells whether it is secret
     * @param key of its own or of the list that it is in, which tells who reads it
     */
    private MaskedValue value(PropertyValue value, String name, String key, int depth) {
        if (value instanceof PropertyValue.Text text) {
            return text(text.value(), name, key, "", depth);
        }
        if (value instanceof PropertyValue.Secret secret) {
            return new MaskedValue.Secret(placeholders.hideFingerprint(secret.fingerprint(), MARKED));
        }
        if (value instanceof PropertyValue.Numeric number) {
            String text = number.toString();
            boolean hidden =
                    (text.length() > 3 && SecretNames.of(name) == SecretNames.Tells.ALWAYS) || known.holds(text);
            if (hidden) {
                return new MaskedValue.Secret(placeholders.hide(text, "named like a secret"));
            }
            return scan.hasMasks() && !scan.own(text).isEmpty()
                    ? new MaskedValue.Secret(placeholders.hide(text, Scan.OWN))
                    : new MaskedValue.Scalar(MaskedValue.Kind.NUMBER, text);
        }
        if (value instanceof PropertyValue.Literal literal) {
            return literal(literal.text(), name);
        }
        if (value instanceof PropertyValue.Bool bool) {
            return new MaskedValue.Scalar(MaskedValue.Kind.BOOL, String.valueOf(bool.value()));
        }
        if (value instanceof PropertyValue.Items items) {
            return new MaskedValue.Items(items(items.values(), name, key, depth));
        }
        if (value instanceof PropertyValue.Fields fields) {
            return object(fields, name, depth, isOfKind(fields, KubernetesSecrets.KIND));
        }
        return new MaskedValue.Scalar(MaskedValue.Kind.NULL, "null");
    }

    /** Hidden where the same text in quotes would be. */
    private MaskedValue literal(String raw, String name) {
        String text = Placeholders.clean(raw);
        Optional<String> reason = SecretNames.hides(name, text)
                .or(() -> known.holds(text) ? Optional.of(KnownSecrets.REASON) : Optional.empty());
        if (reason.isPresent()) {
            return new MaskedValue.Secret(placeholders.hide(text, reason.get()));
        }
        return spanned(text, scan.spans(text, known)) instanceof MaskedValue.Scalar shown
                ? new MaskedValue.Scalar(MaskedValue.Kind.NUMBER, shown.text())
                : new MaskedValue.Secret(placeholders.hide(text, Scan.OWN));
    }

    private List<MaskedValue> items(List<PropertyValue> items, String name, String key, int depth) {
        ArgumentList arguments = ArgumentList.of(items);
        List<MaskedValue> values = new ArrayList<>();
        boolean inKey = false;
        for (int i = 0; i < items.size(); i++) {
            PropertyValue item = items.get(i);
            String line = item instanceof PropertyValue.Text text ? text.value() : "";
            inKey |= KeyBlocks.begins(line);
            Optional<MaskedValue> secret = arguments.secret(i, this::hidden);
            if (inKey && KeyBlocks.isLine(line)) {
                values.add(hideAll(item, KeyBlocks.REASON));
            } else {
                values.add(secret.orElseGet(() -> value(item, name, key, depth)));
            }
            inKey &= !KeyBlocks.ends(line);
        }
        return values;
    }

    /** A text of which spans are known. */
    private MaskedValue hidden(String text, List<SecretSpan> spans) {
        List<SecretSpan> all = new ArrayList<>(spans);
        String clean = Placeholders.clean(text);
        all.addAll(scan.spans(clean, known));
        return spanned(clean, SecretSpan.merged(all));
    }

    private MaskedValue spanned(String text, List<SecretSpan> spans) {
        return spans.size() == 1 && spans.get(0).start() == 0 && spans.get(0).end() == text.length()
                ? new MaskedValue.Secret(placeholders.hide(text, spans.get(0).reason()))
                : new MaskedValue.Scalar(MaskedValue.Kind.TEXT, replaced(text, spans));
    }

    /** @param secret whether it is a Secret of Kubernetes */
    private MaskedValue object(PropertyValue.Fields fields, String name, int depth, boolean secret) {
        Optional<PropertyValue> marked = PulumiSecrets.secret(fields);
        if (marked.isPresent()) {
            return hideAll(marked.get(), MARKED);
        }
        // An entry of an environment or of settings: its value is called what the entry says.
        Optional<String> entry = fields.values().size() > 6 ? Optional.empty() : entryName(fields);
        boolean webKey = fields.values().containsKey("kty");
        boolean secrets = isOfKind(fields, KubernetesSecrets.LIST);
        boolean inKey = false;
        SortedMap<String, MaskedValue> values = new TreeMap<>();
        for (Map.Entry<String, PropertyValue> field : fields.values().entrySet()) {
            String key = field.getKey();
            PropertyValue value = field.getValue();
            String line = value instanceof PropertyValue.Text text ? text.value() : "";
            inKey |= KeyBlocks.begins(line) && !KeyBlocks.ends(line);
            if (webKey && KEY_PARTS.contains(key)) {
                values.put(key, hideAll(value, KeyBlocks.REASON));
            } else if (inKey && KeyBlocks.isLine(line)) {
                values.put(key(key), hideAll(value, KeyBlocks.REASON));
            } else if (secret && KubernetesSecrets.DATA.contains(key)) {
                values.put(key, data(value));
            } else if (RunTexts.isAsset(key, value)) {
                values.put(key, asset((PropertyValue.Fields) value, name, depth));
            } else if (secrets && key.equals("items")) {
                values.put(key, secrets(value, depth));
            } else {
                boolean named = entry.isPresent() && VALUE_FIELDS.contains(key.toLowerCase(Locale.ROOT));
                String tells = named ? entry.get() : telling(key, name);
                values.put(key(key), value(value, tells, RunTexts.key(fields, key), depth));
            }
            inKey &= !KeyBlocks.ends(line);
        }
        return new MaskedValue.Fields(values);
    }

    private MaskedValue asset(PropertyValue.Fields asset, String name, int depth) {
        SortedMap<String, MaskedValue> values = new TreeMap<>();
        asset.values().forEach((key, value) -> values.put(key, value(value, name, "script", depth)));
        return new MaskedValue.Fields(values);
    }

    /** A manifest of Kubernetes, wherever it stands; what applies it may add the version. */
    private static boolean isOfKind(PropertyValue.Fields fields, String wanted) {
        return fields.values().get("kind") instanceof PropertyValue.Text kind
                && kind.value().equals(wanted);
    }

    /** Items of a list of Secrets, which need not say so themselves. */
    private MaskedValue secrets(PropertyValue list, int depth) {
        if (!(list instanceof PropertyValue.Items items)) {
            return value(list, "", "", depth);
        }
        List<MaskedValue> values = new ArrayList<>();
        for (PropertyValue item : items.values()) {
            values.add(
                    item instanceof PropertyValue.Fields fields
                            ? object(fields, "", depth, true)
                            : value(item, "", "", depth));
        }
        return new MaskedValue.Items(values);
    }

    /** Which names there are is worth reading; which values, nobody may see. */
    private MaskedValue data(PropertyValue data) {
        if (!(data instanceof PropertyValue.Fields fields) || PulumiSecrets.isSecret(fields)) {
            return hideAll(data, KubernetesSecrets.REASON);
        }
        SortedMap<String, MaskedValue> values = new TreeMap<>();
        fields.values().forEach((key, value) -> values.put(key(key), hideAll(value, KubernetesSecrets.REASON)));
        return new MaskedValue.Fields(values);
    }

    private static Optional<String> entryName(PropertyValue.Fields fields) {
        for (String name : NAME_FIELDS) {
            for (Map.Entry<String, PropertyValue> field : fields.values().entrySet()) {
                if (field.getKey().equalsIgnoreCase(name) && field.getValue() instanceof PropertyValue.Text text) {
                    return Optional.of(text.value());
                }
            }
        }
        return Optional.empty();
    }

    private MaskedValue hideAll(PropertyValue value, String reason) {
        if (value instanceof PropertyValue.Text text && Signature.isUnknown(text.value())) {
            return new MaskedValue.Unknown();
        }
        if (value instanceof PropertyValue.Text text && text.value().equals(Placeholders.SHOWN)) {
            return handedOut();
        }
        if (value instanceof PropertyValue.Secret secret) {
            return new MaskedValue.Secret(placeholders.hideFingerprint(secret.fingerprint(), MARKED));
        }
        String plain = value instanceof PropertyValue.Text text ? text.value() : value.toString();
        return new MaskedValue.Secret(placeholders.hide(plain, reason));
    }

    /**
     * A text.
     *
     * @param name what tells whether it is secret
     * @param key of its own, which tells who reads it
     */
    private MaskedValue text(String raw, String name, String key, String encoding, int depth) {
        if (Signature.isUnknown(raw)) {
            return new MaskedValue.Unknown();
        }
        if (raw.equals(Placeholders.SHOWN) && standsForSecrets) {
            return handedOut();
        }
        String text = Placeholders.clean(raw);
        Optional<String> reason = SecretNames.hides(name, text);
        if (reason.isEmpty() && known.holds(text)) {
            return new MaskedValue.Secret(
                    placeholders.hide(text, Credentials.whole(text).orElse(KnownSecrets.REASON)));
        }
        // Under a name that says secret, a document is judged field by field.
        if (reason.isPresent() && Structure.json(text).isEmpty()) {
            return new MaskedValue.Secret(placeholders.hide(text, reason.get()));
        }
        List<SecretSpan> header = Credentials.header(name, text);
        if (!header.isEmpty()) {
            return hidden(text, header);
        }
        if (depth >= MAX_DEPTH) {
            return opaque(encoding, text.length(), Sha256.hex(text), Spelling.of(text));
        }
        return decoded(text, key, encoding, depth)
                .or(() -> RunTexts.isRun(key, text) ? Optional.empty() : structured(text, name, encoding, depth))
                .or(() -> MimeMessage.parse(text).map(message -> parts(message, text, key, encoding, depth)))
                .orElseGet(() -> plain(text, key, encoding));
    }

    private MaskedValue plain(String text, String key, String encoding) {
        List<SecretSpan> found = scan.spans(text, known);
        MaskedValue masked = spanned(text, RunTexts.isRun(key, text) ? withNamed(text, found) : found);
        return encoding.isEmpty() || !(masked instanceof MaskedValue.Scalar shown)
                ? masked
                : new MaskedValue.Script(encoding, shown.text(), Spelling.of(text));
    }

    /** With what is secret in a text that is shown by its lines, and is a document all the same. */
    private List<SecretSpan> withNamed(String text, List<SecretSpan> found) {
        List<SecretSpan> all = new ArrayList<>(found);
        named(text, 0, all);
        return SecretSpan.merged(all);
    }

    private void named(String text, int depth, List<SecretSpan> spans) {
        Optional<PropertyValue> json = Structure.json(text);
        Optional<PropertyValue> root = json.or(() -> scan.yaml(text));
        if (root.isEmpty() || depth > MAX_DEPTH) {
            return;
        }
        MaskedValue masked = value(root.get(), "", "", MAX_DEPTH);
        YamlPlaces.Texts places = YamlPlaces.texts(json.isPresent() ? Structure.asYaml(text) : text);
        for (YamlPlaces.Text place : places.texts()) {
            MaskedValue document = places.documents() > 1 ? item(masked, place.document()) : masked;
            Optional<String> reason = secret(
                    document,
                    place.path(),
                    text.substring(place.start(), place.end()).strip());
            if (reason.isPresent()) {
                hide(text, place, reason.get(), spans);
            } else {
                inside(text, place, depth, spans);
            }
        }
    }

    /** Each line of a value, without what any shell would run of it, or of what it is to who reads the document. */
    private static void hide(String text, YamlPlaces.Text place, String reason, List<SecretSpan> spans) {
        String written = text.substring(place.start(), place.end());
        List<SecretSpan> hidden = new ArrayList<>();
        if (place.quote().isPresent()) {
            char quote = place.quote().get();
            Unescaped read = Unescaped.quoted(written, quote);
            List<SecretSpan> quoted = new ArrayList<>();
            lines(quote + read.plain() + quote, 1, read.plain().length() + 1, place.quote(), reason, quoted);
            quoted.forEach(span -> hidden.add(read.origin(span.moved(-1))));
        } else {
            lines(written, 0, written.length(), place.quote(), reason, hidden);
        }
        hidden.forEach(span -> spans.add(span.moved(place.start())));
    }

    private static void lines(
            String text, int first, int last, Optional<Character> quote, String reason, List<SecretSpan> spans) {
        int from = first;
        while (from < last) {
            int feed = text.indexOf('\n', from);
            int to = feed < 0 ? last : Math.min(feed, last);
            String line = text.substring(from, to).strip();
            if (!line.isEmpty() && !(quote.isPresent() ? Code.isStatement(line) : Code.isCommandLine(line))) {
                int start = text.indexOf(line, from);
                int end = start + line.length();
                end = quote.isPresent() ? Code.end(text, start, end, quote.get()) : Code.bareEnd(text, start, end);
                List<SecretSpan> around = new ArrayList<>();
                Code.addAround(text, new SecretSpan(start, end, reason), around);
                around.forEach(span -> Scan.beforeCode(text, span).ifPresent(spans::add));
            }
            from = to + 1;
        }
    }

    /** A document may be a text of another one. */
    private void inside(String text, YamlPlaces.Text place, int depth, List<SecretSpan> spans) {
        String written = text.substring(place.start(), place.end());
        if (written.length() < Decoder.MIN_LENGTH) {
            return;
        }
        List<SecretSpan> inner = new ArrayList<>();
        if (place.quote().isPresent()) {
            Unescaped read = Unescaped.quoted(written, place.quote().get());
            named(read.plain(), depth + 1, inner);
            inner.replaceAll(read::origin);
        } else {
            named(written, depth + 1, inner);
        }
        inner.forEach(span -> spans.add(span.moved(place.start())));
    }

    /** Why a value of a document is hidden: what is masked there, or what a merge or an alias keeps apart from its name. */
    private Optional<String> secret(MaskedValue document, List<YamlPlaces.Step> path, String plain) {
        MaskedValue at = document;
        String name = "";
        for (YamlPlaces.Step step : path) {
            if (at instanceof MaskedValue.Secret) {
                break;
            }
            if (step instanceof YamlPlaces.Step.Key key) {
                name = telling(key.name(), name);
                at = at instanceof MaskedValue.Fields fields
                        ? fields.values().getOrDefault(key(key.name()), new MaskedValue.Unknown())
                        : new MaskedValue.Unknown();
            } else if (step instanceof YamlPlaces.Step.Item item) {
                at = item(at, item.number());
            }
        }
        return at instanceof MaskedValue.Secret ? Optional.of("named like a secret") : SecretNames.hides(name, plain);
    }

    private static MaskedValue item(MaskedValue list, int number) {
        return list instanceof MaskedValue.Items items
                        && number < items.values().size()
                ? items.values().get(number)
                : new MaskedValue.Unknown();
    }

    /** {@code {"passwords": {"db": ...}}} tells for the fields too, unless they say that they only describe it. */
    private static String telling(String key, String above) {
        return SecretNames.of(key) == SecretNames.Tells.NOTHING && !SecretNames.isAbout(key) ? above : key;
    }

    private Optional<MaskedValue> decoded(String text, String key, String encoding, int depth) {
        if (text.length() < Decoder.MIN_LENGTH) {
            return Optional.empty();
        }
        Optional<Decoder.Decoded> found = RunTexts.isUserData(key) ? Decoder.decodeScript(text) : Decoder.decode(text);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Decoder.Decoded decoded = found.get();
        String chain = encoding.isEmpty() ? decoded.encoding() : decoded.encoding() + " in " + encoding;
        if (decoded.text().isPresent()) {
            MaskedValue inner = text(decoded.text().get(), "", within(key), chain, depth + 1);
            return Optional.of(spelled(inner, Spelling.of(text)));
        }
        boolean unread =
                decoded.tooLarge() || decoded.encoding().startsWith("gzip") || text.length() >= MIN_OPAQUE_LENGTH;
        return unread
                ? Optional.of(opaque(chain, decoded.size(), Decoder.digest(text), Spelling.of(text)))
                : Optional.empty();
    }

    /** Two ways to encode the same text differ in their spelling alone. */
    private static MaskedValue spelled(MaskedValue masked, Spelling spelling) {
        if (masked instanceof MaskedValue.Script script) {
            return new MaskedValue.Script(script.encoding(), script.text(), spelling);
        }
        if (masked instanceof MaskedValue.Document document) {
            return new MaskedValue.Document(
                    document.language(), document.encoding(), document.root(), document.comments(), spelling);
        }
        if (masked instanceof MaskedValue.Opaque opaque) {
            return new MaskedValue.Opaque(opaque.description(), spelling);
        }
        return masked instanceof MaskedValue.Parts parts
                ? new MaskedValue.Parts(parts.encoding(), parts.frame(), parts.parts(), spelling)
                : masked;
    }

    private static MaskedValue opaque(String encoding, long length, String digest, Spelling spelling) {
        String what = encoding.isEmpty() ? "text" : encoding;
        return new MaskedValue.Opaque(what + ", " + length + " bytes, sha256 " + digest.substring(0, 16), spelling);
    }

    private Optional<MaskedValue> structured(String text, String name, String encoding, int depth) {
        Optional<PropertyValue> json = Structure.json(text);
        Optional<PropertyValue> root = json.or(() -> scan.yaml(text));
        String language = json.isPresent() ? "json" : "yaml";
        return root.map(value -> new MaskedValue.Document(
                language,
                encoding,
                value(value, name, "", depth + 1),
                json.isPresent() ? "" : mask(YamlBeside.of(text)),
                Spelling.of(text)));
    }

    /** Of what it decodes to, and of the parts of a message. */
    private static String within(String key) {
        return RunTexts.isRun(key, "") ? key : "";
    }

    private MaskedValue parts(MimeMessage message, String text, String key, String encoding, int depth) {
        List<MaskedValue.Part> parts = new ArrayList<>();
        for (MimeMessage.Part part : message.parts()) {
            parts.add(new MaskedValue.Part(
                    mask(part.name()), text(part.body(), "", within(key), part.encoding(), depth + 1)));
        }
        String whole = encoding.isEmpty() ? "MIME multipart" : "MIME multipart, " + encoding;
        return new MaskedValue.Parts(whole, frame(message.frame()), parts, Spelling.of(text));
    }

    /** Of a part that is quoted-printable a secret may go on in the next line. */
    private String frame(String text) {
        String clean = Placeholders.clean(text);
        List<SecretSpan> spans = new ArrayList<>(scan.spans(clean, known));
        Unescaped read = Unescaped.quotedPrintable(clean);
        scan.spans(read.plain(), known).forEach(span -> spans.add(read.origin(span)));
        return replaced(clean, SecretSpan.merged(spans));
    }

    private String replaced(String text, List<SecretSpan> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder();
        Map<String, String> hidden = new HashMap<>(); // many texts have the same one over and over
        int from = 0;
        for (SecretSpan span : spans) {
            replaced.append(text, from, span.start());
            replaced.append(hidden.computeIfAbsent(
                    text.substring(span.start(), span.end()), plain -> placeholders.hide(plain, span.reason())));
            from = span.end();
        }
        return replaced.append(text, from, text.length()).toString();
    }
}
