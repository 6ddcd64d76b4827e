import { expect, test } from 'vitest';
import { packageSwift } from '../../src/read/package-swift.ts';

const read = (text: string) => packageSwift.read('Package.swift', `import PackageDescription\n${text}`);

test('packages by owner and name, with every way to write a version', () => {
  const { dependencies, project, runtimes } = packageSwift.read(
    'Package.swift',
    `// swift-tools-version:5.9
import PackageDescription
let package = Package(
    name: "orders",
    dependencies: [
        .package(url: "https://github.com/vapor/vapor.git", from: "4.99.0"),
        .package(url: "https://github.com/Apple/swift-nio", exact: "2.60.0"),
        .package(url: "git@github.com:vapor/fluent.git", .upToNextMinor(from: "4.8.0")),
        // .package(url: "https://github.com/old/thing", from: "1.0.0"),
        .package(url: "https://example.org/a/b", "1.0.0"..<"2.0.0"),
        .package(url: "https://github.com/a/branch", branch: "main"),
        .package(
            name: "Shared", path: "../shared"
        ),
    ],
    targets: [.executableTarget(name: "App", dependencies: ["Vapor"])]
)`,
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? one.source ?? '-'} :${one.at.line}`)).toEqual([
    'vapor/vapor from: "4.99.0" :6',
    'apple/swift-nio exact: "2.60.0" :7',
    'vapor/fluent .upToNextMinor(from: "4.8.0") :8',
    'a/b "1.0.0"..<"2.0.0" :10',
    'a/branch git :11',
    'shared path :12',
  ]);
  expect(project).toMatchObject({ name: 'orders', signs: [{ for: 'program', at: { line: 16 } }] });
  expect(runtimes).toMatchObject([{ technology: 'swift', requirement: '5.9', at: { line: 1 } }]);
});

test('what only tests use is of the tests, and what nothing uses is not used', () => {
  const { dependencies, project } = read(`let package = Package(name: "lib",
    products: [.library(name: "Lib", targets: ["Lib"])],
    dependencies: [
      .package(url: "https://github.com/vapor/vapor.git", from: "4.0.0"),
      .package(url: "https://github.com/pointfreeco/swift-snapshot-testing", from: "1.0.0"),
      .package(url: "https://github.com/apple/swift-log", from: "1.0.0"),
    ],
    targets: [
      .target(name: "Lib", dependencies: [.product(name: "Logging", package: "swift-log")]),
      .testTarget(name: "T", dependencies: [.product(name: "Snapshot", package: "swift-snapshot-testing"), .target(name: "Lib")]),
    ])`);
  expect(dependencies.map(({ name, scope }) => `${name} ${scope}`)).toEqual([
    'vapor/vapor indirect',
    'pointfreeco/swift-snapshot-testing test',
    'apple/swift-log runtime',
  ]);
  expect(project?.signs.map((sign) => sign.for)).toEqual(['library']);
});

test('a source file of the same name is no manifest', () => {
  expect(packageSwift.read('Sources/Package.swift', 'final class Package: Model {}').project).toBeUndefined();
});
