package io.sluice.bgp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sluice.bgp");

  @Test
  void theProtocolKnowsNeitherKafkaNorNettyNorTheOtherModules() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "io.netty..",
            "org.apache.avro..",
            "io.sluice.schemas..",
            "io.sluice.proxy..",
            "io.sluice.filters..",
            "io.sluice.cli..")
        .check(CLASSES);
  }

  @Test
  void theProtocolMakesNoThreadsAndAsksNoClock() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio.channels..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void theWireKnowsNothingOfItsTextForms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.sluice.bgp.json..", "io.sluice.bgp.filter..", "io.sluice.bgp.exa..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.bgp.json..", "io.sluice.bgp.filter..", "io.sluice.bgp.exa..")
        .check(CLASSES);
  }

  @Test
  void jsonKnowsNothingOfFilters() {
    SlicesRuleDefinition.slices()
        .matching("io.sluice.bgp.(json|filter)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
