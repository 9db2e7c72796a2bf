package io.automigrate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The command lines of Maven in the documents name phases, modules, profiles, properties and tests that there are. */
class MavenCommandTest {
    private static final Pattern IN_TEXT = Pattern.compile("`(mvn [^`]+)`");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Set<String> PHASES = Set.of("package", "test", "verify");
    private static final Set<String> OPTIONS = Set.of("-q", "-B", "-o", "-ntp", "-am");

    /** Properties of Maven's own plugins. */
    private static final Set<String> OF_PLUGINS = Set.of(
            "it.test",
            "test",
            "skipTests",
            "newVersion",
            "surefire.failIfNoSpecifiedTests",
            "failsafe.failIfNoSpecifiedTests",
            "gpg.keyname");

    /** Goals whose plugin no POM names, because Maven finds the plugin by its prefix. */
    private static final Set<String> GOALS = Set.of("spotless:apply", "versions:set");

    private static final Set<String> profiles = new HashSet<>();
    private static final Map<String, String> modules = new TreeMap<>();
    private static final StringBuilder sources = new StringBuilder();

    @BeforeAll
    static void readPoms() throws Exception {
        read(MarkdownPage.PROJECT, "", "");
        try (Stream<Path> files = Files.walk(MarkdownPage.PROJECT)) {
            for (Path file : files.filter(path -> path.toString().matches(".*/src/.*\\.java"))
                    .toList()) {
                sources.append(Files.readString(file)).append('\n');
            }
        }
    }

    /**
     * Reads the POM of a module and the POMs of the modules below.
     *
     * @param profile the profile without which the module is not part of the build; empty when there is none
     */
    private static void read(Path project, String module, String profile) throws Exception {
        Path pom = project.resolve(module).resolve("pom.xml");
        sources.append(Files.readString(pom)).append('\n');
        modules.put(module, profile);
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        NodeList ids = root.getElementsByTagName("profile");
        for (int i = 0; i < ids.getLength(); i++) {
            profiles.add(text((Element) ids.item(i), "id"));
        }
        NodeList children = root.getElementsByTagName("module");
        for (int i = 0; i < children.getLength(); i++) {
            Element parent = (Element) children.item(i).getParentNode().getParentNode();
            String own = parent.getTagName().equals("profile") ? text(parent, "id") : profile;
            String name = children.item(i).getTextContent();
            read(project, module.isEmpty() ? name : module + "/" + name, own);
        }
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static List<String> commands(MarkdownPage page) {
        List<String> commands = new ArrayList<>();
        for (CodeBlock block : page.blocks()) {
            block.lines().stream().filter(line -> line.startsWith("mvn ")).forEach(commands::add);
        }
        for (String line : page.prose()) {
            IN_TEXT.matcher(line).results().forEach(command -> commands.add(command.group(1)));
        }
        return commands;
    }

    @Test
    void every_command_line_of_maven_is_one_that_this_build_knows() {
        List<String> faults = new ArrayList<>();
        int commands = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String command : commands(page)) {
                faults(command).forEach(fault -> faults.add(page + ": " + command + ": " + fault));
                commands++;
            }
        }
        assertThat(faults).isEmpty();
        assertThat(commands).isGreaterThan(15);
    }

    @Test
    void a_wrong_word_is_found() {
        assertThat(faults("mvn -Pbench -pl bench verify -Dbench.only=start")).isEmpty();
        assertThat(faults("mvn -Pbensh verify")).containsExactly("no profile bensh");
        assertThat(faults("mvn -pl bench verify")).containsExactly("the module bench needs the profile bench");
        assertThat(faults("mvn -pl none verify")).containsExactly("no module none");
        assertThat(faults("mvn verfy")).containsExactly("no phase or goal verfy");
        assertThat(faults("mvn verify -Dbench.onyl=start")).containsExactly("no property bench.onyl");
        assertThat(faults("mvn verify -Dit.test=NoneIT")).containsExactly("no test NoneIT");
        assertThat(faults("mvn verify -Dit.test='BackupIT#none*'")).containsExactly("no test BackupIT#none*");
        assertThat(faults("mvn --offline verify")).containsExactly("no option --offline");
    }

    private static List<String> faults(String command) {
        List<String> words = WORD.matcher(command.replaceAll("\\s#.*", "").replace("-pl ", "-pl"))
                .results()
                .map(word -> word.group().replaceAll("['\"]", ""))
                .skip(1)
                .toList();
        List<String> active = words.stream()
                .filter(word -> word.startsWith("-P"))
                .flatMap(word -> Stream.of(word.substring(2).split(",")))
                .toList();
        List<String> faults = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-pl")) {
                modules(word.substring(3).split(","), active, faults);
            } else if (word.startsWith("-D")) {
                property(word.substring(2).split("=", 2), faults);
            } else if (word.startsWith("-") && !word.startsWith("-P") && !OPTIONS.contains(word)) {
                faults.add("no option " + word);
            } else if (!word.startsWith("-") && !PHASES.contains(word) && !GOALS.contains(word)) {
                faults.add("no phase or goal " + word);
            }
        }
        active.stream()
                .filter(profile -> !profiles.contains(profile))
                .forEach(profile -> faults.add("no profile " + profile));
        return faults;
    }

    private static void modules(String[] names, List<String> active, List<String> faults) {
        for (String name : names) {
            String profile = modules.getOrDefault(name, "");
            if (!modules.containsKey(name)) {
                faults.add("no module " + name);
            } else if (!profile.isEmpty() && !active.contains(profile)) {
                faults.add("the module " + name + " needs the profile " + profile);
            }
        }
    }

    private static void property(String[] property, List<String> faults) {
        String name = property[0];
        boolean isKnown = OF_PLUGINS.contains(name)
                || Stream.of("${" + name + "}", "<" + name + ">", '"' + name + '"')
                        .anyMatch(known -> sources.indexOf(known) >= 0);
        if (!isKnown) {
            faults.add("no property " + name);
        }
        if (name.endsWith("test") && !property[1].equals("None")) {
            for (String test : property[1].split(",")) {
                if (!isTest(test.split("#"))) {
                    faults.add("no test " + test);
                }
            }
        }
    }

    /** Returns whether there is a class of this name, and in all sources a method that fits the pattern behind {@code #}. */
    private static boolean isTest(String[] test) {
        boolean isClass = sources.indexOf("class " + test[0] + " {") >= 0;
        return isClass
                && (test.length == 1
                        || Pattern.compile("void " + test[1].replace("*", "\\w*") + "\\(")
                                .matcher(sources)
                                .find());
    }
}
