package dev.mullion.core.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a name says of its value: a password, something secret, or nothing. */
public final class SecretNames {
    /** How much a name says. */
    public enum Tells {
        /** Any literal value is hidden. */
        ALWAYS,
        /** A value that looks random is hidden. */
        PERHAPS,
        NOTHING
    }

    static final Set<String> PASSWORDS =
            list("password,passwords,passwd,passwort,pwd,passphrase,passcode,userpass,dbpass,pgpassword,secretkey,"
                    + "clientsecret,apikey,privatekey,accountkey,storagekey,signingkey,psk,secretaccesskey,"
                    + "sharedaccesskey,sharedaccesssignature,sharedkey,accesstoken,authtoken,bearertoken,"
                    + "refreshtoken,sessiontoken,apitoken,connectionstring,connstr,connstring,encryptionkey,"
                    + "masterkey,hmackey,webhooksecret,securestring,apisecret,appsecret,identitytoken,registrytoken,"
                    + "keytab,pfx,requirepass,masterauth,rootpw,bindpw,storepass,keypass,adminpass,sqlpass,secretstring,"
                    + "connectionpassword,jobtoken,deploytoken,chpasswd,"
                    // in the languages of those who write stack files and scripts
                    + "kennwort,geheimnis,motdepasse,mdp,contrasena,contrasenya,wachtwoord,senha,haslo,has\u0142o,heslo,"
                    + "losenord,passord,adgangskode,kodeord,salasana,jelszo,parola,sifre,geslo,lozinka,"
                    + "\u043F\u0430\u0440\u043E\u043B\u044C,\u03BA\u03C9\u03B4\u03B9\u03BA\u03BF\u03C2,"
                    + "\u30D1\u30B9\u30EF\u30FC\u30C9,\u5BC6\u7801,\u5BC6\u78BC,\u53E3\u4EE4,"
                    + "\uBE44\uBC00\uBC88\uD638");

    static final Set<String> PAIRS =
            list("api key,secret key,private key,account key,storage key,signing key,access key,"
                    + "shared key,client secret,connection string,connection strings,conn str,conn string,access token,auth token,"
                    + "bearer token,refresh token,session token,api token,access signature,encryption key,"
                    + "master key,hmac key,app secret,api secret,webhook secret,jwt secret,pass phrase,"
                    + "secure string,license key,subscription key,function key,instrumentation key,deploy key,"
                    + "service key,root pass,user pass,db pass,admin pass,key material,pin code,secret string,"
                    + "de passe,de passo,palavra passe,parola chiave,palabra clave");

    static final Set<String> SECRETS =
            list("secret,secrets,token,tokens,credential,credentials,creds,auth,cookie,bearer,sas,pat,"
                    + "pass,dsn,salt,seed,authorization,signature,key,webhook,pin,"
                    + "jeton,clave,chave,segredo,secreto,segreto,geheim,schlussel,schluessel,sleutel,klucz,nyckel");

    /** A name that ends so is about the secret and does not hold it. */
    static final Set<String> ABOUT =
            list("arn,arns,name,names,id,ids,url,uri,urls,endpoint,host,port,length,min,max,size,policy,"
                    + "version,type,path,file,filename,ttl,seconds,minutes,days,hours,expiry,expiration,"
                    + "expires,expire,count,enabled,enable,required,provider,parameter,param,ref,reference,"
                    + "hint,prompt,prefix,suffix,store,manager,rotation,window,field,header,reset,age,history,"
                    + "complexity,region,role,alias,spec,specs,specification,location,scope,scopes,issuer,"
                    + "audience,algorithm,method,mode,format,limit,options,from,public,prevention,lifetime,"
                    + "usage,pair,source,requirement,requirements,strength,characters,digest,description,"
                    + "keyword,class,service,hop,state,status,command,script,kind,group,vault,review,"
                    + "authentication,descriptor,stdin");

    /** Whose key is a name: of a parameter, of a table, of the registry. */
    static final Set<String> KEYED =
            list("parameter,output,tag,root,primary,foreign,partition,hash,range,sort,object,registry,cache,map,group");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036F]+");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Groups repeat possessively here: else Java takes some stack for each time, and long values are more than it has. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]++(?:\\.[a-z0-9-]++)++(?::\\d+)?(?:/\\S*)?");

    private static final Pattern VERSION = Pattern.compile("v?\\d++(?:\\.\\d++)++\\S*");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z]:|\\.{0,2})?[\\\\/]\\S*|https?://\\S*");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]++(?:[ ._/:-][A-Za-z]++)*+[0-9]{0,2}");

    /** A variable, or several; {@code $2a$} and the like begin a hash. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?!(?:1|2[abxy]?|5|6|7|y|gy)\\$)[\\w$:.,{}()\\[\\]/@-]*");

    private static final Pattern CONNECTION_NAME = Pattern.compile("conn|dsn", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("\\w=");
    private static final Pattern PASSWORD_PART = Pattern.compile(
            "(?:pass\\w{0,10}|pwd|\\w{0,20}key|signature|secret|token|sig)\\s{0,8}=|://[^/\\s:]{0,200}:[^/\\s@]{1,400}@",
            Pattern.CASE_INSENSITIVE);

    /** Values that stand where a secret might, in any case. */
    static final Set<String> PLACEHOLDERS =
            list(",null,none,true,false,yes,no,on,off,required,optional,enabled,disabled,default,string,"
                    + "securestring,secret,password,token,empty,unset,redacted,hidden,<secret>,[secret],undefined,nil,"
                    + "n/a");

    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_KNOWN = 4096;

    /** The same few names are asked for again and again. */
    private static final Map<String, Said> KNOWN = new ConcurrentHashMap<>();

    private record Said(Tells tells, boolean about) {}

    private SecretNames() {}

    private static Set<String> list(String words) {
        return Set.of(words.split(",", -1));
    }

    public static Tells of(String name) {
        return said(name).tells();
    }

    /** Whether a field of this name describes what it is in, and is not it: {@code valueFrom}, {@code keyArn}. */
    public static boolean isAbout(String name) {
        return said(name).about();
    }

    private static Said said(String name) {
        if (name.length() > MAX_NAME_LENGTH) {
            return new Said(Tells.NOTHING, isAbout(name, words(name)));
        }
        if (KNOWN.size() >= MAX_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(name, of -> {
            List<String> words = words(of);
            return new Said(tells(words), isAbout(of, words));
        });
    }

    private static boolean isAbout(String name, List<String> words) {
        return words.isEmpty() || ABOUT.contains(words.get(words.size() - 1)) || name.equalsIgnoreCase("key");
    }

    private static Tells tells(List<String> words) {
        if (words.isEmpty()) {
            return Tells.NOTHING;
        }
        String last = words.get(words.size() - 1);
        // checksum/secret of a Helm chart is the digest of a file.
        if (ABOUT.contains(last) || words.contains("public") || words.get(0).equals("checksum")) {
            return Tells.NOTHING;
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = words.get(i);
            String pair = i == 0 ? "" : words.get(i - 1) + " " + word;
            if (PASSWORDS.contains(word)
                    || PAIRS.contains(pair)
                    || word.endsWith("password")
                    || word.endsWith("passwort")
                    || word.endsWith("kennwort")
                    || word.endsWith("pwd")) {
                return Tells.ALWAYS;
            }
        }
        if (words.size() > 1 && (last.equals("pass") || last.equals("secret"))) {
            return Tells.ALWAYS;
        }
        // A map's or a tag's "key" says nothing; "hostKey" says something.
        boolean keyOf = last.equals("key") && (words.size() == 1 || KEYED.contains(words.get(words.size() - 2)));
        boolean perhaps = !keyOf && words.stream().anyMatch(SECRETS::contains);
        return perhaps ? Tells.PERHAPS : Tells.NOTHING;
    }

    /** Without accents, which not everybody types. */
    private static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > '\u007F') {
                String apart = Normalizer.normalize(name, Normalizer.Form.NFD);
                // What is composed in the tables, such as Korean, stays so.
                return Normalizer.normalize(ACCENT.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
            }
        }
        return name;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String part : SEPARATOR.split(plain(name), -1)) {
            for (String word : CAMEL.split(part, -1)) {
                String plain = word.toLowerCase(Locale.ROOT);
                while (!plain.isEmpty() && Character.isDigit(plain.charAt(plain.length() - 1))) {
                    plain = plain.substring(0, plain.length() - 1);
                }
                if (!plain.isEmpty()) {
                    words.add(plain);
                }
            }
        }
        return words;
    }

    /** The reason to hide the value of a field, a variable or an option of this name; empty when it may be shown. */
    public static Optional<String> hides(String name, String value) {
        Tells tells = of(name);
        if (tells == Tells.NOTHING || isHarmless(value)) {
            return Optional.empty();
        }
        if (tells == Tells.ALWAYS) {
            // Most of a connection string is worth reading, and many have no password: Trusted_Connection=True.
            return CONNECTION_NAME.matcher(name).find()
                            && hasParts(value)
                            && !PASSWORD_PART.matcher(value).find()
                    ? Optional.empty()
                    : Optional.of("named like a secret");
        }
        return looksRandom(value) ? Optional.of("named like a secret, and looks random") : Optional.empty();
    }

    /** Whether it is made of parts, {@code Server=db;}, or an address; in one look, as values may be long. */
    private static boolean hasParts(String value) {
        Matcher part = PART.matcher(value);
        return value.contains("://") || (part.find() && value.lastIndexOf(';') >= part.end());
    }

    /** Whether a value can not be a secret: a reference, an ARN, a place, a word that says there is none. */
    public static boolean isHarmless(String value) {
        String plain = value.strip();
        return PLACEHOLDERS.contains(plain.toLowerCase(Locale.ROOT))
                || plain.startsWith("arn:")
                || plain.startsWith("{{resolve:")
                || (plain.startsWith("#{") && plain.endsWith("}"))
                || (plain.startsWith("%") && plain.endsWith("%"))
                || REFERENCE.matcher(plain).matches()
                || plain.chars().allMatch(c -> c == '*' || c == 'x' || c == 'X' || c == '.' || c == '-' || c == ',');
    }

    /** Whether nobody would write this by hand. */
    public static boolean looksRandom(String value) {
        int length = value.length();
        if (length < 8 || length > 20_000 || value.startsWith("${") || value.startsWith("arn:")) {
            return false;
        }
        int lower = 0;
        int upper = 0;
        int digit = 0;
        int other = 0;
        int switches = 0;
        int before = -1;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t') {
                return false;
            }
            int kind;
            if (c >= 'a' && c <= 'z') {
                lower++;
                kind = 0;
            } else if (c >= 'A' && c <= 'Z') {
                upper++;
                kind = 1;
            } else if (c >= '0' && c <= '9') {
                digit++;
                kind = 2;
            } else {
                other++;
                kind = 3;
            }
            switches += before >= 0 && before != kind ? 1 : 0;
            before = kind;
        }
        if (WORDS.matcher(value).matches()
                || UUID.matcher(value).matches()
                || HOST.matcher(value).matches()
                || VERSION.matcher(value).matches()
                || PATH.matcher(value).matches()) {
            return allMixed(lower, upper, switches, length);
        }
        int kinds = (lower > 0 ? 1 : 0) + (upper > 0 ? 1 : 0) + (digit > 0 ? 1 : 0) + (other > 0 ? 1 : 0);
        if (kinds >= 3) {
            return switches >= length / 6 + 1;
        }
        return kinds == 2 && digit > 0 && (lower > 0 || upper > 0) && switches >= Math.max(4, length / 6);
    }

    /** Letters alone, but no word has capitals all over. */
    private static boolean allMixed(int lower, int upper, int switches, int length) {
        return lower + upper == length && length >= 16 && switches > length / 3;
    }
}
