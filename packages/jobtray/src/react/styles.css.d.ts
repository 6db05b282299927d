// So that TypeScript accepts `import 'jobtray/styles.css'`.
export {};
