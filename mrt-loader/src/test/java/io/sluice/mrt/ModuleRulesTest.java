package io.sluice.mrt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sluice.mrt");

  @Test
  void archivesKnowNeitherKafkaNorNettyNorTheModulesAbove() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.sluice.mrt",
            "io.sluice.mrt.block",
            "io.sluice.mrt.read",
            "io.sluice.mrt.table",
            "io.sluice.mrt.write")
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
  void blocksKnowNothingOfRecords() {
    noClasses()
        .that()
        .resideInAPackage("io.sluice.mrt.block")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.sluice.bgp..", "io.sluice.mrt.read", "io.sluice.mrt.write")
        .check(CLASSES);
  }
}
